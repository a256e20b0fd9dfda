import * as tf from '@tensorflow/tfjs';
import type { RandomSource } from './random-source.js';
import { threefry, threefryInto, type Words } from './threefry.js';

/**
 * Draws keyed by a seed and a step. Every value is a pure function of (seed, purpose, step, index), the same
 * on every engine.
 *
 * @example
 * const noise = randomSource(7, step).normal('posterior', [128, 20]);
 */
export function randomSource(seed: number, step = 0): RandomSource {
  return {
    seed,
    step,
    normal: (purpose, shape) =>
      tf.tensor(normalValues(streamKey(seed, purpose, step), sizeOf(shape)), [...shape]),
    uniform: (purpose, shape) =>
      tf.tensor(uniformValues(streamKey(seed, purpose, step), sizeOf(shape)), [...shape]),
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

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

function randomWords(key: Words, count: number): Uint32Array {
  const words = new Uint32Array(count + (count & 1));
  threefryInto(words, 0, words.length / 2, key, 0, 0);
  return words;
}

/** 24 bits each, as many as float32 holds below 1. */
function uniformValues(key: Words, count: number): Float32Array {
  const words = randomWords(key, count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = (words[i]! >>> 8) / 2 ** 24;
  return values;
}

/** Box and Muller, in double precision until the last rounding. */
function normalValues(key: Words, count: number): Float32Array {
  const words = randomWords(key, count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((words[i]! + 1) / 2 ** 32));
    const angle = (2 * Math.PI * words[i + 1]!) / 2 ** 32;
    values[i] = radius * Math.cos(angle);
    if (i + 1 < count) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
}
