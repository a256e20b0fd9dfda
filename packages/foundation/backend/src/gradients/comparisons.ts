import * as tf from '@tensorflow/tfjs';

const comparisons = [
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'Equal',
  'NotEqual',
  'LogicalAnd',
  'LogicalOr',
];

/**
 * Zero gradients for comparisons: leaky ReLU, SELU, PReLU, ReLU6 and clipping compare in their gradients, and
 * their second derivatives throw without these.
 */
export function registerComparisonGradients(): void {
  for (const kernelName of comparisons) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_dy, saved) => ({
        a: () => tf.zeros(saved[0]!.shape),
        b: () => tf.zeros(saved[1]!.shape),
      }),
    });
  }
}
