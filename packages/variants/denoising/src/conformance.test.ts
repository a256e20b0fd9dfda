import { describeAutoencoder } from '@autoencoders/conformance';
import { contractivePenalty, l1Penalty } from '@autoencoders/losses';
import { testValues } from '@autoencoders/testing';
import { denoisingAutoencoder, maskingCorruption } from './index.js';

const small = { latentDim: 3, hidden: [8], filters: [3], activation: 'tanh' as const };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => denoisingAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: denoisingAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('denoising', subject([12], {}));
describeAutoencoder(
  'denoising, masked, tied',
  subject([4, 3], { architecture: 'tied', corruption: 'masking' }),
);
describeAutoencoder(
  'denoising, sparse, contractive and convolutional',
  subject([6, 5, 1], {
    architecture: 'convolutional',
    loss: 'bernoulli',
    corruption: maskingCorruption({ rate: 0.3 }),
    penalties: [l1Penalty({ weight: 0.05, layers: ['code'] }), contractivePenalty({ weight: 0.05 })],
  }),
);
