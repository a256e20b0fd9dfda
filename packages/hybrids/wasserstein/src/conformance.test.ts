import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { wassersteinAutoencoder } from './index.js';

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
