export { currentRandomSource, withRandomSource } from './ambient-random.js';
export { randomPermutation, randomSource } from './random.js';
export type { RandomSource } from './random-source.js';
