import { describeAutoencoder, withLabels } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import {
  adversarialAutoencoder,
  clusteringAdversarialAutoencoder,
  semiSupervisedAdversarialAutoencoder,
} from './index.js';
import { smoothDiscriminators } from './testing/smooth-discriminator.js';

const small = {
  latentDim: 3,
  hidden: [8],
  discriminatorHidden: [8],
  filters: [3],
  activation: 'tanh' as const,
};
const falling = 'reconstruction/loss';
// Differences across a kink of the discriminators' leaky ReLUs measure neither side.
const gradientTolerance = 0.05;
const examplesOf = (inputShape: readonly number[]) =>
  testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9);

const plain = (inputShape: number[], options: object) => ({
  create: (more = {}) => adversarialAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: adversarialAutoencoder,
  examples: examplesOf(inputShape),
  falling,
  gradientTolerance,
});

describeAutoencoder('adversarial', plain([12], {}));
describeAutoencoder(
  'adversarial, convolutional, Gaussian codes, corrupted, on a roll',
  plain([6, 5, 1], {
    architecture: 'convolutional',
    loss: 'bernoulli',
    encoding: 'gaussian',
    corruption: 'gaussian',
    prior: 'swissRoll',
    adversarialLoss: 'leastSquares',
  }),
);
describeAutoencoder('adversarial, supervised', {
  ...plain([12], {}),
  create: (more = {}) =>
    withLabels(
      adversarialAutoencoder({
        inputShape: [12],
        ...small,
        prior: 'mixture',
        classes: 3,
        discriminatorDropout: 0.2,
        ...more,
      }),
      3,
    ),
});

describeAutoencoder('adversarial, semi-supervised', {
  create: (more = {}) =>
    withLabels(
      semiSupervisedAdversarialAutoencoder({ inputShape: [4, 3], classes: 3, ...small, ...more }),
      3,
    ),
  factory: semiSupervisedAdversarialAutoencoder,
  examples: examplesOf([4, 3]),
  falling,
  gradientTolerance,
});

describeAutoencoder('adversarial, clustering, convolutional, corrupted', {
  create: (more = {}) =>
    clusteringAdversarialAutoencoder({
      inputShape: [6, 5, 1],
      clusters: 4,
      ...small,
      architecture: 'convolutional',
      loss: 'bernoulli',
      corruption: 'masking',
      ...smoothDiscriminators(more, 3, 4),
      ...more,
    }),
  factory: clusteringAdversarialAutoencoder,
  examples: examplesOf([6, 5, 1]),
  falling,
  gradientTolerance,
});
