import { expectAllClose, momentsOf, testValues } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { spreadOf } from './spread.js';

async function* parts(values: Float32Array, width: number, rows: number) {
  for (let from = 0; from < values.length; from += rows * width) {
    const part = values.subarray(from, from + rows * width);
    yield { values: part, shape: [part.length / width, width] };
  }
}

it('is the mean and deviation of all rows, whatever the batches', async () => {
  const values = testValues(300, 5, 9);
  const { mean, covariance } = momentsOf({ values, shape: [100, 3] });
  for (const rows of [1, 7, 100]) {
    const found = await spreadOf(parts(values, 3, rows), 3);
    expect(found.rows).toBe(100);
    expectAllClose(found.mean, mean, { relative: 1e-12 });
    expectAllClose(
      found.deviation,
      [0, 4, 8].map((at) => Math.sqrt(covariance[at]!)),
      { relative: 1e-10 },
    );
  }
});

it('loses no digits to a large mean, and takes rounding for no deviation', async () => {
  const large = Float32Array.from({ length: 100 }, (_, i) => 1e5 + (i % 2));
  expectAllClose((await spreadOf(parts(large, 1, 10), 1)).deviation, [0.5], { relative: 1e-9 });
  const constant = new Float32Array(99).fill(0.1);
  expect([...(await spreadOf(parts(constant, 1, 10), 1)).deviation]).toEqual([0]);
});
