import { expect, test } from 'vitest';
import { envelopeOf, rowAt } from './envelope.js';

test('each pixel has the lowest and the highest of its rows', () => {
  const x = Float64Array.from({ length: 1000 }, (_, row) => row);
  const values = Array.from(x, (row) => Math.sin(row * 12.9898) * row);
  const { low, high } = envelopeOf(values, x, { from: 0, to: 1000, pixels: 10 });
  for (let pixel = 0; pixel < 10; pixel++) {
    const part = values.slice(pixel * 100, (pixel + 1) * 100);
    expect(low[pixel]).toBe(Math.fround(Math.min(...part)));
    expect(high[pixel]).toBe(Math.fround(Math.max(...part)));
  }
});

test('gaps are told from pixels without rows, and the rows beside a view are in its edges', () => {
  const x = Float64Array.from([0, 10, 20, 30, 40]);
  const { low } = envelopeOf([1, 2, Number.NaN, 4, 5], x, { from: 8, to: 32, pixels: 12 });
  expect([...low]).toEqual([1, 2, ...Array(4).fill(Infinity), NaN, ...Array(4).fill(Infinity), 4]);
});

test('rows are found by their place', () => {
  const x = Float64Array.from([5, 7, 7, 9]);
  expect([4, 5, 6, 7, 8, 9, 10].map((place) => rowAt(x, place))).toEqual([0, 0, 1, 1, 3, 3, 4]);
});
