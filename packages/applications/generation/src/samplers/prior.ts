import type { Autoencoder } from '@autoencoders/core';
import { rowsOfTensor } from '@autoencoders/data';
import { codeWidth } from '../codes.js';
import type { Sampler } from './sampler.js';
import { standardNormal } from './standard-normal.js';

/**
 * Codes of the prior that the autoencoder was trained towards; of N(0, I) where it has none. A prior of the
 * autoencoder's own tells no density.
 */
export function prior(autoencoder: Autoencoder): Sampler {
  const { samplePrior } = autoencoder;
  const width = codeWidth(autoencoder);
  if (!samplePrior) return { ...standardNormal(width), name: 'prior' };
  return {
    name: 'prior',
    async draw(count, random) {
      const drawn = samplePrior.call(autoencoder, count, random);
      try {
        return { ...(await rowsOfTensor(drawn)), shape: [count, width] };
      } finally {
        drawn.dispose();
      }
    },
  };
}
