import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { wassersteinAutoencoder } from './index.js';

describeAutoencoder('Wasserstein', {
  create: (more = {}) =>
    wassersteinAutoencoder({
      inputShape: [12],
      latentDim: 3,
      hidden: [8],
      activation: 'tanh',
      weight: 1,
      ...more,
    }),
  factory: wassersteinAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'],
  epochs: 5,
});
