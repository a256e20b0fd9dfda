import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { wassersteinAutoencoder, wassersteinGanAutoencoder } from './index.js';

const small = { latentDim: 3, hidden: [8], filters: [3], activation: 'tanh' as const, weight: 1 };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => wassersteinAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: wassersteinAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('Wasserstein', subject([12], {}));
describeAutoencoder(
  'Wasserstein, convolutional, corrupted',
  subject([6, 5, 1], {
    architecture: 'convolutional',
    loss: 'bernoulli',
    kernel: 'rbf',
    scales: [1, 3],
    corruption: 'gaussian',
  }),
);

const gan = (inputShape: number[], options: object) => ({
  create: (more = {}) =>
    wassersteinGanAutoencoder({
      inputShape,
      ...small,
      // So wide that the kink of one leaky ReLU weighs little in finite differences, though not nothing.
      discriminatorHidden: [32],
      ...options,
      ...more,
    }),
  factory: wassersteinGanAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
  gradientTolerance: 0.05,
});

describeAutoencoder('Wasserstein GAN', {
  ...gan([12], { instanceNoise: 0.1, discriminatorSteps: 2 }),
  falling: 'reconstruction/squaredError',
});
describeAutoencoder('Wasserstein GAN, tied, corrupted', {
  ...gan([12], { architecture: 'tied', loss: 'bernoulli', corruption: 'gaussian' }),
  falling: 'reconstruction/negativeLogLikelihood',
});
