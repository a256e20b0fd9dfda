import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { wassersteinAutoencoder } from './index.js';

describeFlatMemory('Wasserstein', {
  create: () => wassersteinAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
