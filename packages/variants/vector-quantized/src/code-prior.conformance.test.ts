import { describeApplication } from '@autoencoders/conformance';
import type { Autoencoder } from '@autoencoders/core';
import { arrayDataset, type Dataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import type * as tf from '@tensorflow/tfjs';
import {
  type CodePrior,
  type CodePriorOptions,
  codePrior,
  loadCodePrior,
  vectorQuantizedAutoencoder,
} from './index.js';

const x = testValues(12 * 30, 0.1, 0.9);
const y = Int32Array.from({ length: 12 }, (_, row) => (row % 4) - 1);
const labelled = () => arrayDataset({ x, shape: [6, 5, 1], y });

/** Log-likelihoods of the codes of data. */
async function outcome(application: { readonly autoencoder: Autoencoder }, data: Dataset): Promise<number[]> {
  const prior = application as CodePrior;
  const found: number[] = [];
  for await (const batch of data.batches({ batchSize: 7 })) {
    const indices = prior.autoencoder.encodeIndices(batch.x);
    const labels = prior.options.classes === undefined ? undefined : (batch.y as tf.Tensor1D);
    const likelihoods = prior.logLikelihood(indices, labels);
    found.push(...(await likelihoods.data()));
    for (const tensor of [batch.x, batch.y, indices, likelihoods]) tensor?.dispose();
  }
  return found;
}

const subject = (model: object, options: CodePriorOptions) => ({
  create: () =>
    codePrior(vectorQuantizedAutoencoder({ inputShape: [6, 5, 1], codes: 5, codeDim: 2, ...model }), {
      filters: 3,
      layers: 1,
      firstKernelSize: 3,
      embedding: 3,
      activation: 'tanh',
      seed: 2,
      ...options,
    }),
  data: labelled,
  load: (store: Parameters<typeof loadCodePrior>[0]) => loadCodePrior(store, [vectorQuantizedAutoencoder]),
  outcome,
  epochs: 5,
});

describeApplication('a prior of maps', {
  ...subject({ architecture: 'convolutional', filters: [4], start: 'uniform' }, {}),
  engines: ['wasm'],
});
describeApplication('a prior of a row of codes, conditional on classes', {
  ...subject({ hidden: [6], positions: 3 }, { classes: 3 }),
  engines: ['cpu'],
});
