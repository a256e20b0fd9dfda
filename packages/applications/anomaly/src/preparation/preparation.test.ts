import { arrayDataset, streamDataset } from '@autoencoders/data';
import { DataError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnomalyOptions, settingsOf } from '../options.js';
import reference from '../testing/detection.reference.json' with { type: 'json' };
import { cellNames } from './cell-names.js';
import { fitPreparation } from './fit-preparation.js';
import { preparedBatches, preparedDataset } from './prepared-dataset.js';
import { type AnomalyData, rawDataOf } from './raw-data.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const nan = Number.NaN;

/** Fits to data and prepares them, or others. */
async function prepared(
  data: AnomalyData,
  inputShape: readonly number[],
  options: AnomalyOptions = {},
  others = data,
) {
  const settings = settingsOf({ scaling: 'standard', clip: null, ...options }, inputShape.at(-1)!);
  const nameOf = cellNames(inputShape, settings);
  const { preparation, missing } = await fitPreparation(await rawDataOf(data, inputShape), settings, nameOf);
  const all = { data: await rawDataOf(others, inputShape), preparation, settings, nameOf };
  const batches = [];
  for await (const batch of preparedBatches(all, { batchSize: 4 })) batches.push(batch);
  return { all, preparation, missing, batches, values: batches.flatMap(({ values }) => [...values]) };
}

describe('scaling', () => {
  const { rows, ...expected } = reference.scalings;

  it.each(['standard', 'min-max', 'robust'] as const)('is that of scikit-learn: %s', async (scaling) => {
    const { values } = await prepared(rows, [3], { scaling });
    expectAllClose(values, expected[scaling].flat(), { relative: 1e-4, absolute: 1e-4 });
  });

  it('is the same for a list, rows, a tensor, a dataset and a stream', async () => {
    const flat = Float32Array.from(rows.flat());
    const tensor = tf.tensor2d(flat, [21, 3]);
    const { values } = await prepared(rows, [3]);
    await expectNoLeak(async () => {
      const stream = streamDataset(() => rows.map((x) => ({ x })), { shape: [3] });
      const others = [{ values: flat, shape: [21, 3] }, tensor, arrayDataset({ x: rows }), stream];
      for (const data of others) expect((await prepared(data, [3])).values).toEqual(values);
    });
    tensor.dispose();
  });

  it('gives training the same values, on the engine where they are', async () => {
    for (const options of [{}, { clip: 1 }, { scaling: 'min-max', clip: 0 }] as const) {
      const { all, values } = await prepared(
        arrayDataset({ x: rows }),
        [3],
        options,
        arrayDataset({ x: rows }),
      );
      for (const whole of [true, false]) {
        await expectNoLeak(async () => {
          const given: number[] = [];
          for await (const { x } of preparedDataset(all, whole).batches({ batchSize: 5 })) {
            given.push(...(await x.data()));
            x.dispose();
          }
          expectAllClose(given, values, { absolute: 1e-5 });
        });
      }
    }
  });

  it('is one for each column, the last axis, whatever the steps', async () => {
    const series = { values: Float32Array.of(0, 10, 2, 30, 4, 50, 6, 70), shape: [2, 2, 2] };
    const { preparation, values } = await prepared(series, [2, 2], { scaling: 'min-max' });
    expect([...preparation.shift, ...preparation.scale]).toEqual([0, 10, 6, 60]);
    expectAllClose(values, [0, 0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1, 1]);
  });

  it('leaves a constant column its distance, and falls back where the quartiles are equal', async () => {
    const data = Array.from({ length: 10 }, (_, i) => [7, i === 0 ? 5 : 0]);
    const other = [[9, 0]];
    for (const scaling of ['standard', 'min-max', 'robust'] as const) {
      const { values, preparation } = await prepared(data, [2], { scaling }, other);
      expect(values[0]).toBe(2);
      if (scaling === 'robust') expect(preparation.scale[1]).toBeCloseTo(1.5);
    }
  });

  it('is cut off at clip', async () => {
    const data = [[0], [1], [2], [3], [4]];
    const far = [[1000], [-1000]];
    expect((await prepared(data, [1], { scaling: 'robust', clip: 10 }, far)).values).toEqual([10, -10]);
    expect((await prepared(data, [1], { scaling: 'min-max', clip: 0.5 }, far)).values).toEqual([1.5, -0.5]);
  });
});

describe('missing cells', () => {
  const rows = [
    [1, 10],
    [3, nan],
    [5, 20],
    [nan, 30],
    [3, 20],
  ];

  it('are the mean, and marked', async () => {
    const { batches, preparation, missing } = await prepared(rows, [2], { missing: 'mean', scaling: 'none' });
    expect(missing).toBe(true);
    expect([...preparation.fill]).toEqual([3, 20]);
    expect([...batches[0]!.values]).toEqual([1, 10, 3, 20, 5, 20, 3, 30]);
    expect([...batches[0]!.observed!]).toEqual([1, 1, 1, 0, 1, 1, 0, 1]);
    expect(batches[1]!.observed).toBeUndefined();
  });

  it.each<[string, AnomalyOptions, number[][], string]>([
    ['a missing cell', { columns: ['a', 'b'] }, rows, "row 1, column 'b' is missing"],
    ['a row without any', { missing: 'mean' }, [...rows, [nan, nan]], 'row 5 has no cell'],
    [
      'a column without any',
      { missing: 'mean' },
      rows.map(([a]) => [a ?? 0, nan]).slice(0, 3),
      "columns '1'",
    ],
    ['an infinite cell', { missing: 'mean' }, [[1, Infinity]], "row 0, column '1' is Infinity"],
  ])('names %s', async (_, options, data, message) => {
    await expect(prepared(data, [2], options)).rejects.toThrow(DataError);
    await expect(prepared(data, [2], options)).rejects.toThrow(message);
  });
});

describe('data that cannot be used', () => {
  it.each<[string, unknown, string]>([
    ['text', [[1, 'red']], 'row 0, column 1 holds "red"'],
    ['nothing', [[1, null]], 'row 0, column 1 holds null'],
    ['a ragged list', [[1, 2], [3]], 'row 1 has 1 cells, row 0 has 2'],
    ['another width', [[1, 2, 3]], 'rows of shape [3], the detector takes [2]'],
    ['no rows', [], 'no rows'],
    ['too few values', { values: new Float32Array(3), shape: [2, 2] }, '3 values in rows of shape [2, 2]'],
  ])('names %s', async (_, data, message) => {
    await expect(rawDataOf(data as AnomalyData, [2])).rejects.toThrow(message);
  });

  it('tells shapes from values', async () => {
    await expect(rawDataOf([[1, 2, 3]], [2])).rejects.toThrow(ShapeError);
    await expect(rawDataOf([[1, 'red']] as never, [2])).rejects.toThrow(DataError);
  });
});

it('names cells by column and step', () => {
  const columns = ['x', 'y'];
  expect(cellNames([2], { columns })(1)).toBe('y');
  expect(cellNames([2], { columns: null })(1)).toBe('1');
  expect(cellNames([5, 2], { columns })(7)).toBe('y[3]');
  expect(cellNames([3, 4, 2], { columns })(13)).toBe('y[1, 2]');
});
