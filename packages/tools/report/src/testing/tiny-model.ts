import type { Autoencoder } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** A model whose codes are the first values of its inputs. */
export function tinyModel(inputShape: number[], latentDim: number, prior = false): Autoencoder {
  const size = inputShape.reduce((product, length) => product * length, 1);
  const encoder = tf.sequential({ name: 'encoder' });
  encoder.add(tf.layers.reshape({ inputShape, targetShape: [size] }));
  encoder.add(tf.layers.dense({ units: latentDim }));
  tf.tidy(() => encoder.setWeights([tf.eye(size, latentDim), tf.zeros([latentDim])]));
  const encode = (x: tf.Tensor) => encoder.predict(x) as tf.Tensor;
  const decode = (z: tf.Tensor) =>
    tf.tidy(() =>
      z
        .pad([
          [0, 0],
          [0, size - latentDim],
        ])
        .reshape([-1, ...inputShape]),
    );
  return {
    kind: 'tiny',
    options: { inputShape, latentDim },
    inputShape,
    latentShape: [latentDim],
    networks: { encoder },
    phases: [],
    encode,
    decode,
    reconstruct: (x) => tf.tidy(() => decode(encode(x))),
    figures: () => ({}),
    dispose: () => void encoder.dispose(),
    ...(prior ? { samplePrior: (count, random) => random.uniform('prior', [count, latentDim]) } : {}),
  };
}

/** A dataset over rows of numbers. */
export function rowsDataset(rows: readonly number[][], shape: number[], labels?: readonly number[]): Dataset {
  return {
    shape,
    size: rows.length,
    async *batches({ batchSize }) {
      for (let start = 0; start < rows.length; start += batchSize) {
        const some = rows.slice(start, start + batchSize);
        const x = tf.tensor(some.flat(), [some.length, ...shape]);
        const own = labels?.slice(start, start + batchSize);
        yield own ? { x, y: tf.tensor1d([...own], 'int32') } : { x };
      }
    },
  };
}
