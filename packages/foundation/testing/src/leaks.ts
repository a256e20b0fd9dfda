import * as tf from '@tensorflow/tfjs';

/**
 * Runs `work` and throws when it leaves another number of tensors alive than `expected` (tensors it returns
 * and hands to the caller count: dispose them inside `work`, or say how many stay).
 */
export async function expectNoLeak(work: () => unknown | Promise<unknown>, expected = 0): Promise<void> {
  const before = tf.memory().numTensors;
  await work();
  const left = tf.memory().numTensors - before;
  if (left !== expected) throw new Error(`${left} tensors were left alive, expected ${expected}`);
}
