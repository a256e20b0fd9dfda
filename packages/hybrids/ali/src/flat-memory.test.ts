import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { adversariallyLearnedInference, bidirectionalGan } from './index.js';

const small = { inputShape: [8, 8, 1], latentDim: 8, hidden: [32], discriminatorHidden: [32] };

describeFlatMemory('ALI', { create: () => adversariallyLearnedInference(small), data: digits });
describeFlatMemory('BiGAN', {
  create: () => bidirectionalGan({ ...small, prior: 'uniform', gradientPenalty: 'r1' }),
  data: digits,
  steps: 1000,
});
