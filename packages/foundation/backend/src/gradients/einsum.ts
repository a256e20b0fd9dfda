import * as tf from '@tensorflow/tfjs';
import { einsteinSum, parseEquation, type Term } from '../einstein-sum.js';

/**
 * The gradient of an Einstein sum, which tfjs lacks: for each operand the sum of the output's gradient with the
 * other operand, spread over the axes that only this operand has and that are summed away.
 */
export function registerEinsumGradient(): void {
  if (tf.getGradient('Einsum')) return;
  tf.registerGradient({
    kernelName: 'Einsum',
    saveAllInputs: true,
    gradFunc: (dy, saved, attrs) => {
      const { terms, kept } = parseEquation(attrs.equation as string);
      const output = { labels: kept, x: dy as tf.Tensor };
      const operands = terms.map((labels, i) => ({ labels, x: saved[i]! }));
      return Object.fromEntries(
        operands.map((operand, i) => [i, () => operandGradient(output, operands[1 - i], operand)]),
      );
    },
  });
}

function operandGradient(output: Term, other: Term | undefined, { labels, x }: Term): tf.Tensor {
  const elsewhere = output.labels + (other?.labels ?? '');
  const reached = [...labels].filter((label) => elsewhere.includes(label)).join('');
  const gradient = einsteinSum(output, other, reached);
  if (reached === labels) return gradient;
  const withOnes = [...labels].map((label, axis) => (reached.includes(label) ? x.shape[axis]! : 1));
  return tf.mul(tf.reshape(gradient, withOnes), tf.onesLike(x));
}
