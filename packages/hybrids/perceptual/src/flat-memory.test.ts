import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { deepFeatureConsistentAutoencoder } from './index.js';
import { smallFeatures } from './testing/small-features.js';

describeFlatMemory('deep feature consistent', {
  create: () =>
    deepFeatureConsistentAutoencoder({
      inputShape: [8, 8, 1],
      latentDim: 8,
      hidden: [64],
      featureWeight: 50,
      features: smallFeatures,
    }),
  data: digits,
  steps: 1000,
});
