import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { variationalAutoencoder } from './index.js';

describeFlatMemory('variational', {
  create: () => variationalAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
