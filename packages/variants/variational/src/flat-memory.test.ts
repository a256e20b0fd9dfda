import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import {
  conditionalVariationalAutoencoder,
  flowVariationalAutoencoder,
  vampPriorAutoencoder,
  variationalAutoencoder,
} from './index.js';

const options = { inputShape: [8, 8, 1], latentDim: 8, hidden: [64] };
const data = digits;

describeFlatMemory('variational', { create: () => variationalAutoencoder(options), data });
describeFlatMemory('conditional', {
  create: () => conditionalVariationalAutoencoder({ ...options, classes: 10 }),
  data,
  steps: 600,
});
describeFlatMemory('VampPrior', {
  create: () => vampPriorAutoencoder({ ...options, pseudoInputs: 10 }),
  data,
  steps: 600,
});
describeFlatMemory('flow', { create: () => flowVariationalAutoencoder(options), data, steps: 600 });
