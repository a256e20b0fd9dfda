import { drawNormal, drawUniform } from './random-draws.js';
import type { RandomSource } from './random-source.js';
import { randomWords } from './random-values.js';
import { threefry, type Words } from './threefry.js';

/**
 * Draws keyed by a seed and a step. Every value is a pure function of (seed, purpose, step, index): uniform ones
 * are the same on every engine; normal ones are on `cpu` and `wasm`, and within rounding on `webgpu`.
 *
 * @example
 * const noise = randomSource(7, step).normal('posterior', [128, 20]);
 */
export function randomSource(seed: number, step = 0): RandomSource {
  return {
    seed,
    step,
    normal: (purpose, shape) => drawNormal(streamKey(seed, purpose, step), shape),
    uniform: (purpose, shape) => drawUniform(streamKey(seed, purpose, step), shape),
  };
}

/**
 * The permutation of `0 … size - 1` that (seed, purpose, epoch) names, by Fisher and Yates.
 */
export function randomPermutation(size: number, seed: number, purpose: string, epoch = 0): Uint32Array {
  const words = randomWords(streamKey(seed, purpose, epoch), size);
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last--) {
    // 32 random bits times a size below 2^21 is exact; the bias of the product is below size / 2^32.
    const other = Math.floor((words[last]! / 2 ** 32) * (last + 1));
    const kept = order[last]!;
    order[last] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/** The key of one stream of draws. */
function streamKey(seed: number, purpose: string, step: number): Words {
  const stream = threefry([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0], [hash(purpose), 0]);
  return threefry(stream, [step >>> 0, Math.floor(step / 2 ** 32) >>> 0]);
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
