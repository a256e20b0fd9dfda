import { formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/**
 * How sharp each image is: the variance of what the Laplacian leaves of it,
 *
 * `Var[x_{i-1,j} + x_{i+1,j} + x_{i,j-1} + x_{i,j+1} - 4 x_{i,j}]`,
 *
 * over every place where the mask of 3 by 3 pixels is inside the image (divided by their number), averaged over channels.
 * In squared units of the data: compare images of one kind and one scale. It is high where edges are steep, and just so
 * where there is noise: samples should come as near as possible to the data's, not as high.
 * Source: Pech-Pacheco, Cristóbal, Chamorro-Martínez and Fernández-Valdivia 2000, "Diatom autofocusing in brightfield
 * microscopy", which takes the mask by -1/6 and the spread of absolute values; this is the form in common use, OpenCV's
 * `Laplacian(x, CV_64F).var()` without the border.
 *
 * @param images `[batch, height, width, channels]`
 * @returns `[batch]`
 * @throws {ShapeError} when the shape is not that of images of at least 3 by 3 pixels.
 */
export function laplacianVariance(images: tf.Tensor): tf.Tensor1D {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  if (images.rank !== 4 || height < 3 || width < 3) {
    throw new ShapeError(
      `images has shape ${formatShape(images.shape)}, expected [batch, height, width, channels] of at least 3 by 3 pixels: reshape it to images`,
    );
  }
  return tf.tidy(() => {
    const x = images.toFloat();
    const shifted = (down: number, across: number) =>
      tf.slice(x, [0, down, across, 0], [batch, height - 2, width - 2, channels]);
    const around = tf.addN([shifted(0, 1), shifted(2, 1), shifted(1, 0), shifted(1, 2)]);
    const { variance } = tf.moments(tf.sub(around, tf.mul(shifted(1, 1), 4)), [1, 2]);
    return tf.mean(variance, 1) as tf.Tensor1D;
  });
}
