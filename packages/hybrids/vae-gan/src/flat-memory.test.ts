import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { vaeGan } from './index.js';

describeFlatMemory('VAE-GAN', {
  create: () => vaeGan({ inputShape: [8, 8, 1], latentDim: 8, hidden: [64], discriminatorHidden: [64] }),
  data: digits,
  steps: 600,
});
