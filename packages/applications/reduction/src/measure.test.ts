import { useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { AutoencoderError, DataError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { measure } from './measure.js';
import { smallData } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

const data = smallData();
const values = data.values(Array.from({ length: 40 }, (_, row) => row));
const same = { values, shape: [40, 6] };

it('finds an embedding perfect that only turns and scales', async () => {
  const turned = { values: values.map((value, at) => (at % 2 === 0 ? -3 : 3) * value), shape: [40, 6] };
  await expectNoLeak(async () => {
    const { trustworthiness, continuity, shepardCorrelation, ...others } = await measure(data, turned);
    expectAllClose([trustworthiness, continuity, shepardCorrelation], [1, 1, 1]);
    expect(Object.keys(others)).toEqual(['knnAccuracy']);
  });
});

it('finds one bad that has nothing to do with the data', async () => {
  const found = await measure(data, { values: testValues(80, -1, 1), shape: [40, 2] });
  expect(found.trustworthiness).toBeLessThan(0.7);
  expect(found.continuity).toBeLessThan(0.7);
  expect(Math.abs(found.shepardCorrelation)).toBeLessThan(0.3);
});

it('takes classes of the data or those given, and none where there are none', async () => {
  const classes = Int32Array.from({ length: 40 }, (_, row) => row % 2);
  const apart = { values: Float32Array.from(classes, (label, row) => 100 * label + row), shape: [40, 1] };
  expect((await measure(data, apart)).knnAccuracy).toBe(1);
  const wrong = { labels: classes.map((label) => 1 - label) };
  expect((await measure(data, apart, wrong)).knnAccuracy).toBe(1);
  const alternating = { values: Float32Array.from({ length: 40 }, (_, row) => row), shape: [40, 1] };
  // Of the two nearest neighbours both are of the other class.
  expect((await measure(data, alternating, { neighbors: 2 })).knnAccuracy).toBeLessThan(0.1);
  expect(await measure(same, apart)).not.toHaveProperty('knnAccuracy');
  const fractions = arrayDataset({ x: values, shape: [6], y: testValues(40, 0, 1) });
  expect(await measure(fractions, apart)).not.toHaveProperty('knnAccuracy');
});

it('gives the mean squared error of each value', async () => {
  const reconstruction = {
    values: values.map((value, at) => value + (at % 2 === 0 ? 0.3 : 0.1)),
    shape: [40, 2, 3],
  };
  const { reconstructionError } = await measure(data, same, { reconstruction });
  expectAllClose([reconstructionError!], [(0.09 + 0.01) / 2]);
});

it('has numbers for a collapsed embedding too', async () => {
  const found = await measure(data, { values: new Float32Array(40), shape: [40, 1] });
  for (const value of Object.values(found)) expect(Number.isFinite(value)).toBe(true);
});

it('names what does not fit', async () => {
  const embedding = { values: new Float32Array(78), shape: [39, 2] };
  await expect(measure(data, embedding)).rejects.toThrow(/40 examples and 39 rows/);
  await expect(measure(data, same, { labels: [1] })).rejects.toThrow(ShapeError);
  await expect(measure(data, same, { labels: new Float32Array(40).fill(0.5) })).rejects.toThrow(DataError);
  await expect(measure(data, same, { reconstruction: embedding })).rejects.toThrow(ShapeError);
  await expect(measure(data, same, { neighbors: 40 })).rejects.toThrow(AutoencoderError);
  const nan = { values: values.map((value, at) => (at === 7 ? Number.NaN : value)), shape: [40, 6] };
  await expect(measure(data, nan)).rejects.toThrow(/value 1 of the embedding of example 1 is NaN/);
  await expect(measure(nan, same)).rejects.toThrow(DataError);
});
