import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from './override.js';

/** The sum of the rows of each segment (the gradient of gather and of embeddings): a scatter that adds. */
export function registerSegmentSum(): void {
  overrideKernel('UnsortedSegmentSum', () => ({ inputs, attrs }) => {
    const x = inputs.x!;
    const ids = inputs.segmentIds!;
    const segments = attrs.numSegments as number;
    return tf.tidy(() =>
      tf.scatterND(tf.reshape(ids, [ids.size, 1]).toInt(), x, [segments, ...x.shape.slice(1)] as [number]),
    );
  });
}
