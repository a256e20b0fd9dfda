import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { adversariallyLearnedInference, bidirectionalGan } from './index.js';

const small = {
  latentDim: 3,
  hidden: [8],
  filters: [3],
  activation: 'tanh' as const,
  // So wide that the kink of one leaky ReLU weighs little in finite differences.
  discriminatorHidden: [32],
};

const examples = (inputShape: readonly number[]) =>
  testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9);

const ali = (inputShape: number[], options: object) => ({
  create: (more = {}) => adversariallyLearnedInference({ inputShape, ...small, ...options, ...more }),
  factory: adversariallyLearnedInference,
  examples: examples(inputShape),
});

describeAutoencoder('ALI', ali([12], {}));
describeAutoencoder('ALI, convolutional, with a cycle', {
  ...ali([4, 3, 1], { architecture: 'convolutional', cycleWeight: 10 }),
  falling: 'generation/cycle',
  // Three channels: here a kink weighs more.
  gradientTolerance: 0.1,
});
describeAutoencoder('BiGAN, normalised, with all aids', {
  create: (more = {}) =>
    bidirectionalGan({
      ...small,
      inputShape: [12],
      prior: 'uniform',
      codeActivation: 'tanh',
      batchNormalization: true,
      labelSmoothing: 0.1,
      instanceNoise: 0.1,
      gradientPenalty: 'r1',
      discriminatorSteps: 2,
      ...more,
    }),
  factory: bidirectionalGan,
  examples: examples([12]),
  // Normalisation moves all examples over kinks at once.
  gradientTolerance: 0.1,
  // The slope of a slope jumps at each kink: losses hold it against finite differences without any.
  surrogateGradients: ['discriminator'],
});
