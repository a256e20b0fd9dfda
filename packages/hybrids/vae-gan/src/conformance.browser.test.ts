import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { vaeGan } from './index.js';

const small = {
  latentDim: 3,
  hidden: [8],
  filters: [3],
  activation: 'tanh' as const,
  discriminatorHidden: [8],
  featureVariance: 1,
};

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => vaeGan({ inputShape, ...small, ...options, ...more }),
  factory: vaeGan,
  examples: testValues(16 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
  engines: ['wasm', 'webgpu'] as const,
  epochs: 5,
  // Leaky ReLUs have kinks, which finite differences step over.
  gradientTolerance: 0.1,
});

describeAutoencoder('VAE-GAN', subject([12], {}));
describeAutoencoder('VAE-GAN, convolutional', subject([6, 5, 1], { architecture: 'convolutional' }));
