import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { variationalAutoencoder } from './index.js';

describeAutoencoder('variational', {
  create: (more = {}) =>
    variationalAutoencoder({ inputShape: [12], latentDim: 3, hidden: [8], activation: 'tanh', ...more }),
  factory: variationalAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'],
  epochs: 5,
});
