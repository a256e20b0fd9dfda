import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { vaeGan } from './index.js';
import { smoothDiscriminator } from './testing/smooth-discriminator.js';

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
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
  epochs: 10,
  // Leaky ReLUs have kinks, which finite differences step over.
  gradientTolerance: 0.1,
});

describeAutoencoder('VAE-GAN', subject([12], {}));
describeAutoencoder(
  'VAE-GAN, convolutional, saturating, with pixels',
  subject([6, 5, 1], { architecture: 'convolutional', adversarialLoss: 'saturating', pixelWeight: 0.5 }),
);

const aided = {
  inputShape: [12],
  ...small,
  likelihood: 'gaussian' as const,
  pixelWeight: 0.5,
  gradientPenalty: 'wasserstein' as const,
  gradientPenaltyWeight: 1,
  discriminatorSteps: 2,
  labelSmoothing: 0.1,
  instanceNoise: 0.1,
};

describeAutoencoder('VAE-GAN, unbounded, with aids and a discriminator of its own', {
  ...subject([12], {}),
  create: (more = {}) => vaeGan({ ...aided, ...more, ...smoothDiscriminator(12, more) }),
  gradientTolerance: 0.02,
});
