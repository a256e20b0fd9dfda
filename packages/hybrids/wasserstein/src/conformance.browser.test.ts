import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { wassersteinAutoencoder, wassersteinGanAutoencoder } from './index.js';

const small = { inputShape: [12], latentDim: 3, hidden: [8], activation: 'tanh' as const, weight: 1 };

const shared = {
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'] as const,
  epochs: 5,
};

describeAutoencoder('Wasserstein', {
  create: (more = {}) => wassersteinAutoencoder({ ...small, ...more }),
  factory: wassersteinAutoencoder,
  ...shared,
});
describeAutoencoder('Wasserstein GAN', {
  create: (more = {}) => wassersteinGanAutoencoder({ ...small, discriminatorHidden: [32], ...more }),
  factory: wassersteinGanAutoencoder,
  falling: 'reconstruction/squaredError',
  ...shared,
});
