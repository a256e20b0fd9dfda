import type { RandomSource } from '@autoencoders/backend';

/** Draws of a source whose purposes are put under a name, so that others of the same source stay apart. */
export function drawsUnder(name: string, random: RandomSource): RandomSource {
  return {
    ...random,
    normal: (purpose, shape) => random.normal(`${name}/${purpose}`, shape),
    uniform: (purpose, shape) => random.uniform(`${name}/${purpose}`, shape),
  };
}
