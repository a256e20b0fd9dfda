import { checkInteger, checkNumber, checkShape, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Options of {@link structuralSimilarity}. */
export interface StructuralSimilarityOptions {
  /** The largest value less the smallest that data may take: 1 for `[0, 1]`, 255 for bytes. Default 1. */
  readonly range?: number;
  /** Side of the Gaussian window, in pixels. Default 11. */
  readonly windowSize?: number;
  /** Standard deviation of the window, in pixels. Default 1.5. */
  readonly standardDeviation?: number;
}

/**
 * The structural similarity of each pair of images, 1 where they are equal:
 *
 * `SSIM = (2 μx μy + C1)(2 σxy + C2) / ((μx² + μy² + C1)(σx² + σy² + C2))`, `C1 = (0.01 range)²`,
 * `C2 = (0.03 range)²`,
 *
 * with means, variances and covariance under a Gaussian window, averaged over every place where the whole window is
 * inside the image, and over channels. No unit. Source: Wang, Bovik, Sheikh and Simoncelli 2004, eq. 13 and section
 * III.B.
 *
 * @param x `[batch, height, width, channels]`
 * @param y `[batch, height, width, channels]`
 * @returns `[batch]`
 * @throws {OptionError} when `range` or `standardDeviation` is not a positive number, or `windowSize` not a positive
 *   integer.
 * @throws {ShapeError} when the shapes differ, are not those of images, or an image is smaller than the window.
 */
export function structuralSimilarity(
  x: tf.Tensor,
  y: tf.Tensor,
  { range = 1, windowSize = 11, standardDeviation = 1.5 }: StructuralSimilarityOptions = {},
): tf.Tensor1D {
  checkNumber('range', range, Number.MIN_VALUE);
  checkInteger('windowSize', windowSize);
  checkNumber('standardDeviation', standardDeviation, Number.MIN_VALUE);
  checkImages(x, y, windowSize);
  return tf.tidy(() => {
    const [a, b] = [asPlanes(x), asPlanes(y)];
    const moments = tf.concat([a, b, tf.square(a), tf.square(b), tf.mul(a, b)], 0) as tf.Tensor4D;
    const [meanX, meanY, squareX, squareY, product] = tf.split(
      blur(moments, windowSize, standardDeviation),
      5,
    ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const means = tf.mul(meanX, meanY);
    const squares = tf.add(tf.square(meanX), tf.square(meanY));
    const covariance = tf.sub(product, means);
    const variances = tf.sub(tf.add(squareX, squareY), squares);
    const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
    const above = tf.mul(tf.add(tf.mul(means, 2), c1), tf.add(tf.mul(covariance, 2), c2));
    const below = tf.mul(tf.add(squares, c1), tf.add(variances, c2));
    return tf.mean(tf.reshape(tf.div(above, below), [x.shape[0]!, -1]), 1) as tf.Tensor1D;
  });
}

function checkImages(x: tf.Tensor, y: tf.Tensor, windowSize: number): void {
  if (x.rank !== 4) {
    throw new ShapeError(
      `x has shape ${formatShape(x.shape)}, expected [batch, height, width, channels]: reshape it to images`,
    );
  }
  checkShape('y', y.shape, x.shape);
  const [, height, width] = x.shape as [number, number, number, number];
  if (height < windowSize || width < windowSize) {
    throw new ShapeError(
      `the images are ${height} by ${width} pixels, smaller than the window of ${windowSize} by ${windowSize}: ` +
        `give a windowSize of at most ${Math.min(height, width)}, or enlarge the images`,
    );
  }
}

/** Each channel as an image of its own, so that one kernel serves all: `[batch · channels, height, width, 1]`. */
function asPlanes(x: tf.Tensor): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const first = channels === 1 ? x : tf.transpose(x, [0, 3, 1, 2]);
  return tf.reshape(first.toFloat(), [batch * channels, height, width, 1]);
}

/** The average under a Gaussian window at every place where it is inside: along the height, then the width. */
function blur(planes: tf.Tensor4D, size: number, deviation: number): tf.Tensor4D {
  const weights = Array.from({ length: size }, (_, i) =>
    Math.exp(-0.5 * ((i - (size - 1) / 2) / deviation) ** 2),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const kernel = tf.tensor1d(weights.map((weight) => weight / total));
  const down = tf.conv2d(planes, tf.reshape(kernel, [size, 1, 1, 1]), 1, 'valid');
  return tf.conv2d(down, tf.reshape(kernel, [1, size, 1, 1]), 1, 'valid');
}
