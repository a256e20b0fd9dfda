import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { sparseAutoencoder } from './index.js';

describeFlatMemory('sparse', {
  create: () => sparseAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
