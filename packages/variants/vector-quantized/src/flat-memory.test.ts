import { describeFlatMemory } from '@autoencoders/conformance/node';
import { digits } from '@autoencoders/data';
import { vectorQuantizedAutoencoder } from './index.js';

describeFlatMemory('vector-quantised', {
  create: () =>
    vectorQuantizedAutoencoder({ inputShape: [8, 8, 1], codes: 32, codeDim: 8, positions: 4, hidden: [64] }),
  data: digits,
});
