import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { wassersteinAutoencoder, wassersteinGanAutoencoder } from './index.js';

const small = { inputShape: [8, 8, 1], latentDim: 8, hidden: [64] };

describeFlatMemory('Wasserstein', { create: () => wassersteinAutoencoder(small), data: digits });
describeFlatMemory('Wasserstein GAN', {
  create: () => wassersteinGanAutoencoder({ ...small, discriminatorHidden: [32] }),
  data: digits,
  steps: 1000,
});
