import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from './index.js';

const small = { latentDim: 3, hidden: [8], filters: [3], activation: 'tanh' as const };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => undercompleteAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: undercompleteAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('undercomplete', subject([12], {}));
describeAutoencoder('undercomplete, tied', subject([4, 3], { architecture: 'tied' }));
describeAutoencoder('undercomplete, linear', subject([12], { architecture: 'linear' }));
describeAutoencoder(
  'undercomplete, convolutional',
  subject([6, 5, 1], { architecture: 'convolutional', loss: 'bernoulli' }),
);
describeAutoencoder(
  'undercomplete, learned variance',
  subject([12], { loss: 'gaussian', variance: 'learned' }),
);
describeAutoencoder(
  'undercomplete, colour images of odd size',
  subject([5, 3, 3], { architecture: 'convolutional', filters: [2, 3] }),
);
