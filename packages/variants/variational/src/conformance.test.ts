import { describeAutoencoder, withLabels } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import {
  betaTcVariationalAutoencoder,
  conditionalVariationalAutoencoder,
  flowVariationalAutoencoder,
  importanceWeightedAutoencoder,
  infoVariationalAutoencoder,
  vampPriorAutoencoder,
  variationalAutoencoder,
} from './index.js';

const small = { latentDim: 3, hidden: [8], filters: [3], activation: 'tanh' as const };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => variationalAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: variationalAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('variational', subject([12], {}));
describeAutoencoder(
  'variational, convolutional, residual',
  subject([6, 5, 1], { architecture: 'convolutional', residual: true }),
);
describeAutoencoder(
  'variational, learned variance',
  subject([12], { likelihood: 'gaussian', variance: 'learned' }),
);
describeAutoencoder(
  'variational, Laplace, annealed',
  subject([12], { likelihood: 'laplace', scale: 0.5, annealingSteps: 4 }),
);
describeAutoencoder(
  'variational, sequences, free bits',
  subject([9, 2], { architecture: 'convolutional', likelihood: 'gaussian', variance: 0.1, freeBits: 0.05 }),
);
describeAutoencoder('variational, categorical', {
  ...subject([3, 4], { likelihood: 'categorical' }),
  // One of each four is 1.
  examples: Float32Array.from({ length: 20 * 12 }, (_, i) => ((((i >> 2) * 7) % 5) % 4 === i % 4 ? 1 : 0)),
});

const weighted = (options: object) => ({
  create: (more = {}) =>
    importanceWeightedAutoencoder({ inputShape: [12], ...small, samples: 3, ...options, ...more }),
  factory: importanceWeightedAutoencoder,
  examples: testValues(20 * 12, 0.1, 0.9),
});

describeAutoencoder('importance-weighted', weighted({}));
describeAutoencoder('importance-weighted, doubly reparameterized, learned variance', {
  ...weighted({ gradient: 'doublyReparameterized', likelihood: 'gaussian', variance: 'learned' }),
  surrogateGradients: ['bound'],
});

describeAutoencoder('beta-TC-VAE', {
  create: (more = {}) => betaTcVariationalAutoencoder({ inputShape: [12], ...small, ...more }),
  factory: betaTcVariationalAutoencoder,
  examples: testValues(20 * 12, 0.1, 0.9),
});
describeAutoencoder('InfoVAE', {
  create: (more = {}) =>
    infoVariationalAutoencoder({ inputShape: [12], ...small, alpha: 0.5, lambda: 10, ...more }),
  factory: infoVariationalAutoencoder,
  examples: testValues(20 * 12, 0.1, 0.9),
});

const conditional = (inputShape: number[], options: object) => ({
  create: (more = {}) =>
    withLabels(
      conditionalVariationalAutoencoder({ inputShape, classes: 3, ...small, ...options, ...more }),
      3,
    ),
  factory: conditionalVariationalAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('conditional', conditional([4, 3], {}));
describeAutoencoder(
  'conditional, convolutional',
  conditional([6, 5, 1], { architecture: 'convolutional', conditionDropout: 0.5 }),
);

const vamp = (options: object) => ({
  create: (more = {}) =>
    vampPriorAutoencoder({ inputShape: [12], pseudoInputs: 4, ...small, ...options, ...more }),
  factory: vampPriorAutoencoder,
  examples: testValues(20 * 12, 0.1, 0.9),
});

describeAutoencoder('VampPrior', vamp({}));
describeAutoencoder('VampPrior, unbounded', vamp({ likelihood: 'gaussian', variance: 0.1, beta: 2 }));

describeAutoencoder('flow', {
  create: (more = {}) => flowVariationalAutoencoder({ inputShape: [12], ...small, flowHidden: 6, ...more }),
  factory: flowVariationalAutoencoder,
  examples: testValues(20 * 12, 0.1, 0.9),
});
