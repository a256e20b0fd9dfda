import * as tf from '@tensorflow/tfjs';
import type { Budget, Product } from '../protocol.js';
import { examples } from './prepared.js';

/** Times `tf.matMul` of two matrices that stay where they are; the first few products are not counted. */
export async function timeProduct({ rows, inner, columns }: Product, budget: Budget): Promise<number[]> {
  const a = tf.tensor2d(examples(rows * inner), [rows, inner]);
  const b = tf.tensor2d(examples(inner * columns), [inner, columns]);
  const asynchronous = tf.getBackend() === 'webgpu';
  const times: number[] = [];
  const begun = performance.now();
  for (let turn = -3; ; turn++) {
    const from = performance.now();
    const product = tf.matMul(a, b);
    if (asynchronous) await product.data();
    const now = performance.now();
    product.dispose();
    if (turn >= 0) times.push(now - from);
    const late = times.length >= budget.steps || now - begun >= budget.milliseconds;
    if (times.length >= budget.least && late) break;
  }
  tf.dispose([a, b]);
  return times;
}
