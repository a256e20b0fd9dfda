import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from './index.js';

describeAutoencoder('undercomplete', {
  create: (more = {}) =>
    undercompleteAutoencoder({ inputShape: [12], latentDim: 3, hidden: [8], activation: 'tanh', ...more }),
  factory: undercompleteAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'],
  epochs: 5,
});
