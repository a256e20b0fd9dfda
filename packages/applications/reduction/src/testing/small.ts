import type { Autoencoder } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, streamDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';

/** Examples of shape `[2, 3]` in two classes. */
export function smallData(examples = 40, start = 0): ArrayDataset {
  return arrayDataset({
    x: rowsFrom(examples, start),
    shape: [2, 3],
    y: Uint8Array.from({ length: examples }, (_, row) => row % 2),
  });
}

/** The same as {@link smallData}, as a stream that does not tell its size. */
export function smallStream(examples = 40, start = 0) {
  const x = rowsFrom(examples, start);
  return streamDataset(
    function* () {
      for (let row = 0; row < examples; row++) yield { x: x.subarray(6 * row, 6 * row + 6), y: row % 2 };
    },
    { shape: [2, 3] },
  );
}

/** Values from 0 to 1, whose classes differ in every third. */
function rowsFrom(examples: number, start: number): Float32Array {
  const noise = testValues(6 * (examples + start), 0.2, 0.5);
  return Float32Array.from({ length: 6 * examples }, (_, at) => {
    const row = Math.floor(at / 6);
    return noise[at + 6 * start]! + (at % 3 === 0 ? 0.4 * (row % 2) : 0);
  });
}

/** Options of an autoencoder of {@link smallData}. */
export const smallOptions = { inputShape: [2, 3], latentDim: 2, hidden: [8], seed: 5 };

/** An autoencoder whose codes have 4 values, with codes of shape `[2, 2]`. */
export function squareCodes(model: Autoencoder): Autoencoder {
  return {
    ...model,
    latentShape: [2, 2],
    encode: (x) => tf.tidy(() => tf.reshape(model.encode(x), [-1, 2, 2])),
    decode: (z) => tf.tidy(() => model.decode(tf.reshape(z, [-1, 4]))),
  };
}
