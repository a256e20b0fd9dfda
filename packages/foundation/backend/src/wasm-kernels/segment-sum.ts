import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';

/**
 * The sum of the rows of each segment (the gradient of gather and of embeddings): a scatter that adds. Rows
 * whose segment is outside of `0 … numSegments - 1` are left out, as the other engines do.
 */
export function registerSegmentSum(): void {
  overrideKernel('UnsortedSegmentSum', () => ({ inputs, attrs }) => {
    const x = inputs.x!;
    const ids = inputs.segmentIds!;
    const segments = attrs.numSegments as number;
    const row = x.shape.slice(ids.rank);
    return tf.tidy(() => {
      const rows = tf.reshape(x, [ids.size, ...row]);
      const outside = ids.dataSync().some((id) => id < 0 || id >= segments);
      // The scatter writes wherever it is told to: rows that are outside go to a segment that is cut off.
      const targets = outside ? tf.where(inRange(ids, segments), ids, tf.scalar(segments, 'int32')) : ids;
      const sums = tf.scatterND(tf.cast(tf.reshape(targets, [ids.size, 1]), 'int32'), rows, [
        segments + Number(outside),
        ...row,
      ] as [number]);
      return outside ? tf.slice(sums, 0, segments) : sums;
    });
  });
}

function inRange(ids: tf.Tensor, segments: number): tf.Tensor {
  return tf.logicalAnd(
    tf.greaterEqual(ids, tf.scalar(0, 'int32')),
    tf.less(ids, tf.scalar(segments, 'int32')),
  );
}
