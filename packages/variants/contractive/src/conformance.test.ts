import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { contractiveAutoencoder } from './index.js';

const small = { latentDim: 3, filters: [3], activation: 'tanh' as const };

const subject = (inputShape: number[], options: object) => ({
  create: (more = {}) => contractiveAutoencoder({ inputShape, ...small, ...options, ...more }),
  factory: contractiveAutoencoder,
  examples: testValues(20 * inputShape.reduce((a, b) => a * b), 0.1, 0.9),
});

describeAutoencoder('contractive, closed form', subject([12], { architecture: 'tied' }));
describeAutoencoder('contractive, exact, two layers', subject([4, 3], { hidden: [6], method: 'exact' }));
describeAutoencoder(
  'contractive, projections, convolutional',
  subject([6, 5, 1], {
    architecture: 'convolutional',
    method: 'projections',
    projections: 2,
    loss: 'bernoulli',
  }),
);
describeAutoencoder(
  'contractive, with curvature',
  subject([12], { hidden: [6], curvatureWeight: 0.5, curvatureSamples: 2 }),
);
