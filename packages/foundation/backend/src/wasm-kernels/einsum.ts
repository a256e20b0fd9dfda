import * as tf from '@tensorflow/tfjs';
import { einsteinSum, parseEquation } from '../einstein-sum.js';
import { overrideKernel } from '../override-kernel.js';

/** Einstein sums of one or two tensors, by matrix products. */
export function registerEinsum(): void {
  overrideKernel('Einsum', () => ({ inputs, attrs }) => {
    const tensors = Object.values(inputs);
    const equation = attrs.equation as string;
    const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors);
    const { terms, kept } = parseEquation(equation);
    const [a, b] = terms.map((labels, i) => ({ labels, x: tensors[i]! }));
    return tf.tidy(() => tf.clone(einsteinSum(a!, b, kept)));
  });
}
