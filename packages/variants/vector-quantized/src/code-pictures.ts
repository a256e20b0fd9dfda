import type { View } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/** Pictures of codes shown in a report. */
const shown = 64;

/** What pictures of codes are made with. */
interface Pictured {
  readonly codes: number;
  readonly indexShape: readonly number[];
  /** Running counts, `[codes]`. */
  readonly counts: tf.Tensor;
  vectorsOf(indices: tf.Tensor): tf.Tensor;
  decode(z: tf.Tensor): tf.Tensor;
}

/** What each code draws where it stands at all places, those most used first. */
export function codePictures({ codes, counts, indexShape, vectorsOf, decode }: Pictured): View {
  const count = Math.min(shown, codes);
  return {
    title: 'Codebook',
    caption: `What a code draws where it stands at every place: the ${count} codes most in use, those first that are used most.`,
    scale: 'data',
    rows: () => {
      const positions = indexShape.reduce((size, length) => size * length, 1);
      const { indices } = tf.topk(counts, count);
      const everywhere = tf.tile(tf.expandDims(indices, 1), [1, positions]);
      return { codes: decode(vectorsOf(tf.cast(everywhere, 'int32'))) };
    },
  };
}
