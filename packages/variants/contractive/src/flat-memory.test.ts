import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { contractiveAutoencoder } from './index.js';

describeFlatMemory('contractive', {
  create: () => contractiveAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
