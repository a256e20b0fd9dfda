import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { denoisingAutoencoder } from './index.js';

describeAutoencoder('denoising', {
  create: (more = {}) =>
    denoisingAutoencoder({ inputShape: [12], latentDim: 3, hidden: [8], activation: 'tanh', ...more }),
  factory: denoisingAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'],
  epochs: 5,
});
