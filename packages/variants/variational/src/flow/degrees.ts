import * as tf from '@tensorflow/tfjs';

/**
 * How many dimensions of the code each hidden unit may depend on, from 0 to one less than all, spread evenly.
 */
export function hiddenDegrees(width: number, hidden: number): number[] {
  return Array.from({ length: hidden }, (_, unit) => Math.floor((unit * width) / hidden));
}

/**
 * Masks of the kernels of an autoregressive network: the hidden unit of degree `d` sees the first `d` dimensions, and
 * dimension `i` (from 1) the hidden units of a degree below `i`. Source: Germain et al. 2015, eq. 8 and 9.
 *
 * @param reversed whether the last dimension comes first
 * @returns masks of 0 and 1, `[width, hidden]` and `[hidden, width]`
 */
export function reaches(
  width: number,
  degrees: readonly number[],
  reversed: boolean,
): [before: tf.Tensor2D, after: tf.Tensor2D] {
  return tf.tidy(() => {
    const places = Array.from({ length: width }, (_, i) => (reversed ? width - i : i + 1));
    const place = tf.tensor2d(places, [width, 1]);
    const degree = tf.tensor2d([...degrees], [1, degrees.length]);
    const before = tf.cast(tf.lessEqual(place, degree), 'float32') as tf.Tensor2D;
    return [before, tf.transpose(tf.sub<tf.Tensor2D>(1, before))];
  });
}
