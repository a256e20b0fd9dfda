import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from './index.js';
import { addressOf, type WasmBackend } from './kernel-module/engine-memory.js';
import { moduleOn } from './kernel-module/kernel-module.js';
import { drawNormal, drawUniform } from './random-draws.js';
import { normalValues, randomWords, uniformValues } from './random-values.js';
import { threefry, type Words } from './threefry.js';

const kinds = {
  normal: { inJavaScript: normalValues, draw: drawNormal },
  uniform: { inJavaScript: uniformValues, draw: drawUniform },
};
const keys: readonly Words[] = [
  [0, 0],
  [0xffffffff, 0xffffffff],
  [0x80000000, 0x7fffffff],
  [12345, 0xdeadbeef],
];
const many = 100_003;
const key: Words = [20_240, 17];

beforeAll(async () => {
  await useBackend('wasm');
});

/** As integers, among which 0 and -0 differ. */
function bits(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

/** The mean power of the distances from `centre`. */
function moment(values: Float32Array, power: number, centre = 0): number {
  return values.reduce((sum, value) => sum + (value - centre) ** power, 0) / values.length;
}

/** The distance of Kolmogorov and Smirnov: above `1.63 / √n` in one of a hundred samples of the law. */
function kolmogorovDistance(values: Float32Array, law: (x: number) => number): number {
  const count = values.length;
  return values
    .toSorted()
    .reduce((far, x, i) => Math.max(far, law(x) - i / count, (i + 1) / count - law(x)), 0);
}

/** The distribution function of the standard normal law, by its power series. */
function normalLaw(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

describe.each(['normal', 'uniform'] as const)('%s draws', (kind) => {
  const { inJavaScript, draw } = kinds[kind];

  it('are the same to the bit in JavaScript and on the module', async () => {
    await expectNoLeak(() => {
      for (const stream of keys) {
        for (const count of [...Array(21).keys(), many]) {
          const tensor = draw(stream, [count]);
          const values = tensor.dataSync<'float32'>();
          tensor.dispose();
          expect(tensor.shape).toEqual([count]);
          const expected = bits(inJavaScript(stream, count));
          const actual = bits(values);
          expect(actual.length).toBe(count);
          // By hand, for comparing long arrays takes the test framework seconds.
          expect(actual.findIndex((word, i) => word !== expected[i])).toBe(-1);
        }
      }
    });
  });

  it('take the shape asked for, a scalar too', () => {
    for (const shape of [[], [2, 3, 4], [3, 0]]) {
      const tensor = draw(key, shape);
      expect(tensor.shape).toEqual(shape);
      expect(bits(tensor.dataSync<'float32'>())).toEqual(bits(inJavaScript(key, tensor.size)));
      tensor.dispose();
    }
  });

  it('write nothing behind their end', () => {
    const backend = tf.backend() as WasmBackend;
    const room = tf.zeros([24]);
    const address = addressOf(backend, room);
    const { kernels, floats } = moduleOn(backend)!;
    for (let count = 0; count <= 12; count++) {
      const view = floats()
        .subarray(address >> 2, (address >> 2) + 24)
        .fill(7);
      kernels[kind](...key, address, count);
      expect([...view.subarray(0, count)]).toEqual([...inJavaScript(key, count)]);
      expect([...view.subarray(count)]).toEqual(Array(24 - count).fill(7));
    }
    room.dispose();
  });
});

describe('uniform draws', () => {
  const values = uniformValues(key, many);

  it('are in [0, 1), multiples of 2^-24, and use the upper bits of each word', () => {
    const words = randomWords(key, many);
    expect(values.every((value, i) => value * 2 ** 24 === words[i]! >>> 8)).toBe(true);
  });

  it('have the moments and the distribution of the uniform law', () => {
    expect(Math.abs(moment(values, 1, 0.5))).toBeLessThan(4 * Math.sqrt(1 / 12 / many));
    expect(Math.abs(moment(values, 2, 0.5) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / many));
    expect(kolmogorovDistance(values, (x) => x)).toBeLessThan(1.63 / Math.sqrt(many));
  });

  it('fill cells of pairs evenly', () => {
    const cells = new Float64Array(256);
    for (let i = 0; i + 1 < many; i += 2) {
      cells[16 * Math.floor(16 * values[i]!) + Math.floor(16 * values[i + 1]!)]! += 1;
    }
    const expected = Math.floor(many / 2) / 256;
    const square = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 255 degrees of freedom: mean 255, deviation √510.
    expect(Math.abs(square - 255)).toBeLessThan(4 * Math.sqrt(510));
  });
});

describe('normal draws', () => {
  const values = normalValues(key, many);

  it('are those of Box and Muller in double precision', () => {
    const words = randomWords(key, many);
    let worst = 0;
    for (let i = 0; i + 1 < many; i += 2) {
      const radius = Math.sqrt(-2 * Math.log(Math.min(1, Math.fround(words[i]! + 1) / 2 ** 32)));
      const angle = (2 * Math.PI * words[i + 1]!) / 2 ** 32;
      worst = Math.max(
        worst,
        Math.abs(values[i]! - radius * Math.cos(angle)),
        Math.abs(values[i + 1]! - radius * Math.sin(angle)),
      );
    }
    expect(worst).toBeLessThan(1e-6);
  });

  it('have the moments and the distribution of the normal law', () => {
    // Of n normals the first four moments deviate by the roots of 1, 2, 15 and 96 over n.
    for (const [power, expected, variance] of [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 15],
      [4, 3, 96],
    ] as const) {
      expect(Math.abs(moment(values, power) - expected)).toBeLessThan(4 * Math.sqrt(variance / many));
    }
    expect(kolmogorovDistance(values, normalLaw)).toBeLessThan(1.63 / Math.sqrt(many));
    // The two of a block are independent, and so are their sizes.
    const products = values.slice(1).map((value, i) => (i % 2 ? 0 : value * values[i]!));
    expect(Math.abs(moment(products, 1))).toBeLessThan(4 * Math.sqrt(0.5 / many));
    const sizes = values.slice(1).map((value, i) => (i % 2 ? 0 : (value ** 2 - 1) * (values[i]! ** 2 - 1)));
    expect(Math.abs(moment(sizes, 1))).toBeLessThan(4 * Math.sqrt(2 / many));
  });

  it('reach as far as 32 bits let them', () => {
    const counts = [3, 4].map((bound) => values.filter((value) => Math.abs(value) > bound).length / many);
    expect(counts[0]! / 2.6998e-3).toBeGreaterThan(0.75);
    expect(counts[0]! / 2.6998e-3).toBeLessThan(1.25);
    expect(counts[1]!).toBeGreaterThan(0);
    expect(values.every((value) => Math.abs(value) < 6.67)).toBe(true);
  });
});

it('the blocks of a stream are those of the generator, one counter after another', () => {
  const words = randomWords(key, 7);
  for (let block = 0; block < 3; block++) {
    expect([...words.subarray(2 * block, 2 * block + 2)]).toEqual(threefry(key, [block, 0]));
  }
});
