import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { denoisingAutoencoder } from './index.js';

describeFlatMemory('denoising', {
  create: () => denoisingAutoencoder({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64] }),
  data: digits,
});
