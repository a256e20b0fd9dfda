import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from './override.js';

/** Einstein sums of one or two tensors: a product over all labels, summed over those that do not stay. */
export function registerEinsum(): void {
  overrideKernel('Einsum', () => ({ inputs, attrs }) => {
    const [left = '', kept = ''] = (attrs.equation as string).replace(/\s/g, '').split('->');
    const terms = left.split(',');
    const labels = [...new Set([...kept, ...left.replaceAll(',', '')])];
    return tf.tidy(() => {
      const spread = Object.values(inputs).map((x, index) => spreadOver(labels, terms[index]!, x));
      const product = spread.reduce((a, b) => tf.mul(a, b));
      const summed = labels.map((_, axis) => axis).slice(kept.length);
      return summed.length === 0 ? product : tf.sum(product, summed);
    });
  });
}

/** `x` with its axes in the order of `labels`, of size 1 where it has none. */
function spreadOver(labels: readonly string[], term: string, x: tf.Tensor): tf.Tensor {
  const order = labels.filter((label) => term.includes(label)).map((label) => term.indexOf(label));
  const shape = labels.map((label) => (term.includes(label) ? x.shape[term.indexOf(label)]! : 1));
  return tf.reshape(tf.transpose(x, order), shape);
}
