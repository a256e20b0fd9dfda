import { describeAutoencoder, withLabels } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import {
  conditionalVariationalAutoencoder,
  flowVariationalAutoencoder,
  importanceWeightedAutoencoder,
  vampPriorAutoencoder,
  variationalAutoencoder,
} from './index.js';

const small = { inputShape: [12], latentDim: 3, hidden: [8], activation: 'tanh' as const };
const shared = { examples: testValues(16 * 12, 0.1, 0.9), engines: ['wasm', 'webgpu'] as const, epochs: 5 };

describeAutoencoder('variational', {
  create: (more = {}) => variationalAutoencoder({ ...small, ...more }),
  factory: variationalAutoencoder,
  ...shared,
});
describeAutoencoder('importance-weighted, doubly reparameterized', {
  create: (more = {}) =>
    importanceWeightedAutoencoder({ ...small, samples: 3, gradient: 'doublyReparameterized', ...more }),
  factory: importanceWeightedAutoencoder,
  surrogateGradients: ['bound'],
  ...shared,
  epochs: 30,
});
describeAutoencoder('conditional', {
  create: (more = {}) => withLabels(conditionalVariationalAutoencoder({ ...small, classes: 3, ...more }), 3),
  factory: conditionalVariationalAutoencoder,
  ...shared,
});
describeAutoencoder('VampPrior', {
  create: (more = {}) => vampPriorAutoencoder({ ...small, pseudoInputs: 4, ...more }),
  factory: vampPriorAutoencoder,
  ...shared,
});
describeAutoencoder('flow', {
  create: (more = {}) => flowVariationalAutoencoder({ ...small, flows: 1, flowHidden: 6, ...more }),
  factory: flowVariationalAutoencoder,
  ...shared,
});
