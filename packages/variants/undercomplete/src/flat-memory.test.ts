import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { undercompleteAutoencoder } from './index.js';

describeFlatMemory('undercomplete', {
  create: () => undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
