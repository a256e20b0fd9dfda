import * as tf from '@tensorflow/tfjs';

/** Puts `stride - 1` zeros between neighbours along one axis, and none after the last. */
export function spreadAxis(x: tf.Tensor, axis: number, stride: number): tf.Tensor {
  if (stride === 1) return x;
  const length = x.shape[axis]!;
  const outer = tf.util.sizeFromShape(x.shape.slice(0, axis));
  const padded = tf.pad(tf.reshape(x, [outer, length, 1, -1]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const spread = [...x.shape];
  spread[axis] = length * stride;
  return frameAxis(tf.reshape(padded, spread), axis, 0, (length - 1) * stride + 1);
}

/** Shifts along one axis by `lead` into the given length: padded with zeros or cut, at either end. */
export function frameAxis(x: tf.Tensor, axis: number, lead: number, length: number): tf.Tensor {
  const after = length - lead - x.shape[axis]!;
  const padding = x.shape.map((_, i): [number, number] =>
    i === axis ? [Math.max(0, lead), Math.max(0, after)] : [0, 0],
  );
  const padded = tf.pad(x, padding);
  if (lead >= 0 && after >= 0) return padded;
  const begin = x.shape.map((_, i) => (i === axis ? Math.max(0, -lead) : 0));
  const size = padded.shape.map((whole, i) => (i === axis ? length : whole));
  return tf.slice(padded, begin, size);
}
