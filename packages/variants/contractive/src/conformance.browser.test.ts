import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { contractiveAutoencoder } from './index.js';

const subject = (options: object) => ({
  create: (more = {}) =>
    contractiveAutoencoder({ inputShape: [12], latentDim: 3, activation: 'tanh', ...options, ...more }),
  factory: contractiveAutoencoder,
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'] as const,
  epochs: 5,
});

describeAutoencoder('contractive, closed form', subject({ method: 'closedForm' }));
describeAutoencoder('contractive, exact, two layers', subject({ hidden: [6], method: 'exact' }));
