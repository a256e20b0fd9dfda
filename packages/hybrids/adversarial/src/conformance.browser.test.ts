import { describeAutoencoder, withLabels } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import {
  adversarialAutoencoder,
  clusteringAdversarialAutoencoder,
  semiSupervisedAdversarialAutoencoder,
} from './index.js';
import { smoothDiscriminators } from './testing/smooth-discriminator.js';

const small = {
  inputShape: [12],
  latentDim: 3,
  hidden: [8],
  discriminatorHidden: [8],
  activation: 'tanh' as const,
};
const shared = {
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'] as const,
  epochs: 5,
  falling: 'reconstruction/loss',
  gradientTolerance: 0.05,
};

describeAutoencoder('adversarial, supervised', {
  create: (more = {}) =>
    withLabels(adversarialAutoencoder({ ...small, prior: 'mixture', classes: 3, ...more }), 3),
  factory: adversarialAutoencoder,
  ...shared,
});
describeAutoencoder('adversarial, semi-supervised', {
  create: (more = {}) =>
    withLabels(semiSupervisedAdversarialAutoencoder({ ...small, classes: 3, ...more }), 3),
  factory: semiSupervisedAdversarialAutoencoder,
  ...shared,
});
describeAutoencoder('adversarial, clustering', {
  create: (more = {}) =>
    clusteringAdversarialAutoencoder({
      ...small,
      clusters: 4,
      ...smoothDiscriminators(more, 3, 4),
      ...more,
    }),
  factory: clusteringAdversarialAutoencoder,
  ...shared,
});
