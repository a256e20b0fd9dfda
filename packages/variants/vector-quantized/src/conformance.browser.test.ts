import { describeApplication, describeAutoencoder } from '@autoencoders/conformance';
import { arrayDataset } from '@autoencoders/data';
import { testValues } from '@autoencoders/testing';
import type * as tf from '@tensorflow/tfjs';
import {
  type CodePrior,
  codePrior,
  loadCodePrior,
  pixelCnnAutoencoder,
  vectorQuantizedAutoencoder,
} from './index.js';

// What webgpu computes is compared beside the models: by training, on a software adapter, it would take minutes.
const engines = ['wasm'] as const;
const inputShape = [4, 4, 1];
const x = testValues(16 * 16, 0.1, 0.9);
const small = { inputShape, codes: 6, codeDim: 3, filters: [4], activation: 'tanh' as const };

describeAutoencoder('vector-quantised', {
  create: (more = {}) => vectorQuantizedAutoencoder({ ...small, architecture: 'convolutional', ...more }),
  factory: vectorQuantizedAutoencoder,
  examples: x,
  engines,
  surrogateGradients: ['quantization'],
  epochs: 10,
});
describeAutoencoder('vector-quantised by gradient', {
  create: (more = {}) =>
    vectorQuantizedAutoencoder({ ...small, positions: 2, hidden: [6], codebook: 'gradient', ...more }),
  factory: vectorQuantizedAutoencoder,
  examples: x,
  engines,
  surrogateGradients: ['quantization'],
  epochs: 10,
});
describeAutoencoder('PixelCNN decoder', {
  create: (more = {}) =>
    pixelCnnAutoencoder({
      inputShape: [2, 2, 1],
      latentDim: 2,
      hidden: [4],
      activation: 'tanh',
      pixelFilters: 2,
      pixelLayers: 0,
      firstKernelSize: 3,
      ...more,
    }),
  factory: pixelCnnAutoencoder,
  examples: testValues(12 * 4, 0, 1),
  engines,
  epochs: 3,
});
describeApplication('a prior of maps', {
  create: () =>
    codePrior(vectorQuantizedAutoencoder({ ...small, architecture: 'convolutional' }), {
      filters: 2,
      layers: 0,
      firstKernelSize: 3,
      embedding: 2,
      activation: 'tanh',
      // An untrained autoencoder may have one code for all.
      classes: 3,
    }),
  data: () =>
    arrayDataset({ x, shape: inputShape, y: Int32Array.from({ length: 16 }, (_, row) => (row * row) % 3) }),
  load: (store) => loadCodePrior(store, [vectorQuantizedAutoencoder]),
  outcome: async (made, data) => {
    const prior = made as CodePrior;
    const found: number[] = [];
    for await (const batch of data.batches({ batchSize: 16 })) {
      const indices = prior.autoencoder.encodeIndices(batch.x);
      const likelihoods = prior.logLikelihood(indices, batch.y as tf.Tensor1D);
      found.push(...(await likelihoods.data()));
      for (const tensor of [batch.x, batch.y, indices, likelihoods]) tensor?.dispose();
    }
    return found;
  },
  engines,
  epochs: 3,
});
