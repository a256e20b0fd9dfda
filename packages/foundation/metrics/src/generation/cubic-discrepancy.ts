import type { Rows } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * The squared maximum mean discrepancy of two sets of as many rows `[rows, width]` with the kernel `(xᵀy / width + 1)³`,
 * without bias.
 */
export async function cubicDiscrepancy(x: Rows, y: Rows): Promise<number> {
  const size = x.shape[0]!;
  const [xx, yy, xy] = await Promise.all([kernelSum(x, x), kernelSum(y, y), kernelSum(x, y)]);
  const pairs = size * (size - 1);
  return (xx.all - xx.diagonal) / pairs + (yy.all - yy.diagonal) / pairs - (2 * xy.all) / size ** 2;
}

/** The sum of the kernel over all pairs, and over those of equal places. */
async function kernelSum(x: Rows, y: Rows): Promise<{ all: number; diagonal: number }> {
  const [size, width] = x.shape as [number, number];
  const products = tf.tidy(() =>
    tf.matMul(tf.tensor2d(x.values, [size, width]), tf.tensor2d(y.values, [size, width]), false, true),
  );
  const values = await products.data<'float32'>().finally(() => products.dispose());
  let all = 0;
  let diagonal = 0;
  for (let i = 0; i < values.length; i++) {
    const base = values[i]! / width + 1;
    const kernel = base * base * base;
    all += kernel;
    if (i % (size + 1) === 0) diagonal += kernel;
  }
  return { all, diagonal };
}
