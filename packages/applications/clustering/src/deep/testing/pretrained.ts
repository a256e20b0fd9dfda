import { type Autoencoder, fit } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import type { PosteriorAutoencoder } from '../variational-deep-embedding.js';

const features = 6;

/** Centres of blobs: the first and the third are nearest to each other. */
const centres = [
  [2, 2, 2, -2, -2, -2],
  [-2, -2, -2, 2, 2, 2],
  [2, -2, 2, -2, 2, -2],
];

/** What `deepBlobs` gives as data. */
export type DeepBlobs = ReturnType<typeof deepBlobs>['data'];

/** Blobs in 6 dimensions one example of each after another; with a `spread` of 2.5 they touch. */
export function deepBlobs(clusters: number, each: number, spread: number) {
  const size = clusters * each;
  // Sums of three uniform values.
  const noise = testValues(size * features * 3, -spread / 2, spread / 2, 9);
  const labels = Int32Array.from({ length: size }, (_, i) => i % clusters);
  const points = Array.from(labels, (label, i) =>
    Array.from({ length: features }, (_, j) => {
      const from = (i * features + j) * 3;
      return centres[label]![j]! + noise[from]! + noise[from + 1]! + noise[from + 2]!;
    }),
  );
  return { data: arrayDataset({ x: points, y: labels }), labels, points };
}

const options = {
  inputShape: [features],
  latentDim: 2,
  hidden: [12],
  activation: 'tanh' as const,
  seed: 3,
};

/** A small autoencoder of such data. */
export function small(): Autoencoder {
  return undercompleteAutoencoder(options);
}

/** The same with a posterior. */
export function smallVariational(): PosteriorAutoencoder {
  return variationalAutoencoder({ ...options, likelihood: 'gaussian', variance: 1 });
}

/** The model, trained a little on the data. */
export async function pretrained<Model extends Autoencoder>(model: Model, data: DeepBlobs): Promise<Model> {
  await fit(model, data, { epochs: 20, batchSize: 20, learningRate: 0.02, seed: 1 });
  return model;
}
