import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { sparseAutoencoder } from './index.js';

const small = { latentDim: 16, filters: [3], activation: 'tanh' as const, k: 4, auxiliaryK: 4 };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => sparseAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: sparseAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('sparse, L1', subject([12], { codeActivation: 'softplus' }));
describeAutoencoder('sparse, KL', subject([4, 3], { sparsity: 'kl', unitNorm: false, layers: ['code'] }));
describeAutoencoder('sparse, KL by running means on two layers', {
  ...subject([12], {
    sparsity: 'kl',
    estimate: 'running',
    hidden: [10],
    activation: 'sigmoid',
    layers: ['code', 'encoder-hidden-1'],
    corruption: 'masking',
  }),
  // The running mean has the gradient of the batch's.
  surrogateGradients: ['reconstruction'],
});
describeAutoencoder(
  'sparse, L1, convolutional',
  subject([6, 5, 1], { architecture: 'convolutional', loss: 'bernoulli', codeActivation: 'softplus' }),
);
describeAutoencoder('sparse, top-k', {
  ...subject([12], { sparsity: 'topK', deadAfter: 8 }),
  // The loss of dead units holds what is missed fixed, and units come and go.
  surrogateGradients: ['reconstruction'],
});
describeAutoencoder('sparse, JumpReLU', {
  ...subject([12], { sparsity: 'jumpRelu', weight: 0.01 }),
  // Thresholds are moved by a pseudo-derivative.
  surrogateGradients: ['reconstruction'],
});
