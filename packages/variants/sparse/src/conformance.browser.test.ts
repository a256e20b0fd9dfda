import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { sparseAutoencoder } from './index.js';

describeAutoencoder('sparse, top-k', {
  create: (more = {}) =>
    sparseAutoencoder({ inputShape: [12], latentDim: 16, sparsity: 'topK', k: 4, auxiliaryK: 4, ...more }),
  factory: sparseAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'],
  // Units come and go.
  surrogateGradients: ['reconstruction'],
  epochs: 5,
});
