import { describeAutoencoder } from '@autoencoders/conformance';
import { testValues } from '@autoencoders/testing';
import { adversariallyLearnedInference, bidirectionalGan } from './index.js';

const small = {
  inputShape: [12],
  latentDim: 3,
  hidden: [8],
  activation: 'tanh' as const,
  discriminatorHidden: [32],
  cycleWeight: 10,
};

const shared = {
  examples: testValues(16 * 12, 0.1, 0.9),
  engines: ['wasm', 'webgpu'] as const,
  falling: 'generation/cycle',
  epochs: 5,
};

describeAutoencoder('ALI', {
  create: (more = {}) => adversariallyLearnedInference({ ...small, ...more }),
  factory: adversariallyLearnedInference,
  ...shared,
});
describeAutoencoder('BiGAN', {
  create: (more = {}) => bidirectionalGan({ ...small, ...more }),
  factory: bidirectionalGan,
  ...shared,
});
