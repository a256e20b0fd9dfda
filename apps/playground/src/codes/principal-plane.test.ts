import { pca } from '@autoencoders/classical';
import { expect, it } from 'vitest';
import { codeSpread } from './code-spread.js';
import { codesAt, placesOf } from './plane.js';
import { principalPlane } from './principal-plane.js';

/** Rows whose directions of variance are mixed, with a standard deviation that falls from one to the next. */
function rowsOf(count: number, width: number): Float32Array {
  let state = 7;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const mix = Float64Array.from({ length: width * width }, next);
  const rows = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    const plain = Float64Array.from({ length: width }, (_, k) => next() * 0.7 ** k);
    for (let j = 0; j < width; j++) {
      let sum = 2;
      for (let k = 0; k < width; k++) sum += mix[k * width + j]! * plain[k]!;
      rows[row * width + j] = sum;
    }
  }
  return rows;
}

it.each([
  [5, 300],
  [64, 200],
  [150, 400],
  // Fewer rows than values.
  [150, 40],
])('of codes of %i values agrees with the whole decomposition', async (width, count) => {
  const codes = rowsOf(count, width);
  const { plane, shares } = await principalPlane(codes, width, codeSpread(codes, width).mean);
  const whole = await pca({ values: codes, shape: [count, width] }, { dimensions: 2 });
  expect(shares[0]).toBeCloseTo(whole.explainedVarianceRatio[0]!, 4);
  expect(shares[1]).toBeCloseTo(whole.explainedVarianceRatio[1]!, 4);
  const places = placesOf(plane, codes);
  const expected = whole.embedding.values;
  for (const axis of [0, 1]) {
    const sign = Math.sign(places[axis]! * expected[axis]!);
    for (let at = axis; at < places.length; at += 2) {
      expect(places[at]).toBeCloseTo(sign * expected[at]!, 2);
    }
  }
  const [a, b] = [plane.across, plane.up];
  expect(Math.hypot(...a)).toBeCloseTo(1, 4);
  expect(a.reduce((sum, value, k) => sum + value * b[k]!, 0)).toBeCloseTo(0, 4);
  expect(codesAt(plane, [0, 0])).toEqual(plane.origin);
});

it('survives codes that are all the same', async () => {
  for (const width of [3, 100]) {
    const codes = new Float32Array(20 * width).fill(0.5);
    const { plane, shares } = await principalPlane(codes, width, codeSpread(codes, width).mean);
    expect(shares).toEqual([0, 0]);
    expect(placesOf(plane, codes).every((value) => value === 0)).toBe(true);
  }
});
