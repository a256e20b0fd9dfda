import type { Rows } from '@autoencoders/data';
import { rowsOfTensor } from '@autoencoders/data';
import type { Sampler } from './sampler.js';

/** Codes of N(0, I), whatever the codes of data are: `log p(z) = -½ Σ log 2π + z²`. */
export function standardNormal(width: number): Sampler {
  return {
    name: 'standard-normal',
    async draw(count, random) {
      const drawn = random.normal('prior', [count, width]);
      try {
        return await rowsOfTensor(drawn);
      } finally {
        drawn.dispose();
      }
    },
    logDensity: standardLogDensity,
  };
}

function standardLogDensity({ values, shape }: Rows): Float64Array {
  const width = values.length / shape[0]!;
  const densities = new Float64Array(shape[0]!).fill((-width / 2) * Math.log(2 * Math.PI));
  for (let i = 0; i < values.length; i++) densities[Math.floor(i / width)]! -= values[i]! ** 2 / 2;
  return densities;
}
