import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { variationalAutoencoder } from './index.js';

const small = { latentDim: 3, hidden: [8], filters: [3], activation: 'tanh' as const };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => variationalAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: variationalAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('variational', subject([12], {}));
describeAutoencoder('variational, convolutional', subject([6, 5, 1], { architecture: 'convolutional' }));
describeAutoencoder(
  'variational, learned variance',
  subject([12], { likelihood: 'gaussian', variance: 'learned' }),
);
describeAutoencoder(
  'variational, Laplace, annealed',
  subject([12], { likelihood: 'laplace', scale: 0.5, annealingSteps: 4 }),
);
