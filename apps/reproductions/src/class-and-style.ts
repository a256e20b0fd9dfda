import type { RandomSource } from '@autoencoders/backend';
import { type Rows, rowsOfTensor } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/**
 * Images of each class in each of some styles, one style after another: codes are a 1 at the class, and beside it a
 * draw of N(0, I) that all images of a style share.
 */
export async function classesInStyles(
  decode: (z: tf.Tensor) => tf.Tensor,
  { classes, latentDim, styles }: { classes: number; latentDim: number; styles: number },
  random: RandomSource,
): Promise<Rows> {
  const images = tf.tidy(() => {
    const drawn = tf.expandDims(random.normal('styles', [styles, latentDim]), 1);
    const style = tf.reshape(tf.tile(drawn, [1, classes, 1]), [styles * classes, latentDim]);
    return decode(tf.concat([tf.tile(tf.eye(classes), [styles, 1]), style], 1));
  });
  try {
    return await rowsOfTensor(images);
  } finally {
    images.dispose();
  }
}
