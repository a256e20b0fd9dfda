import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Series, windows } from './windows.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const series = Array.from({ length: 9 }, (_, step) => [step, 10 * step]);

async function cut(data: ReturnType<typeof windows>, options: object = {}) {
  const found: number[][][] = [];
  for await (const { x } of data.batches({ batchSize: 2, ...options })) {
    found.push(...(x.arraySync() as number[][][]));
    x.dispose();
  }
  return found;
}

describe('windows', () => {
  it('overlap by the stride, the last ends with the series', async () => {
    const data = windows(series, { length: 4, stride: 2 });
    expect([data.shape, data.size, data.steps, [...data.starts]]).toEqual([[4, 2], 4, 9, [0, 2, 4, 5]]);
    await expectNoLeak(async () => {
      expect(await cut(data)).toEqual([...data.starts].map((start) => series.slice(start, start + 4)));
    });
    expect(await cut(data, { skip: 1 })).toEqual((await cut(data)).slice(2));
    const shuffled = await cut(data, { shuffle: { seed: 1, epoch: 2 } });
    expect(shuffled).not.toEqual(await cut(data));
    expect([...shuffled].sort((a, b) => a[0]![0]! - b[0]![0]!)).toEqual(await cut(data));
  });

  it('are the same of rows, and of one column by its values', async () => {
    const rows = { values: Float32Array.from(series.flat()), shape: [9, 2] };
    expect(await cut(windows(rows, { length: 3 }))).toEqual(await cut(windows(series, { length: 3 })));
    const single = series.map(([value]) => value!);
    const expected = await cut(
      windows(
        series.map(([value]) => [value!]),
        { length: 3 },
      ),
    );
    expect(await cut(windows(single, { length: 3 }))).toEqual(expected);
    expect(await cut(windows(Float32Array.from(single), { length: 3 }))).toEqual(expected);
  });
});

describe('scores of steps', () => {
  const data = windows(series, { length: 4, stride: 2 });

  it('are the mean or the largest of the windows that a step lies in', () => {
    // Starts 0, 2, 4 and 5: step 5 lies in the last three.
    const scores = Float32Array.of(1, 2, 3, 10);
    expect([...data.toSteps(scores)]).toEqual([1, 1, 1.5, 1.5, 2.5, 5, 6.5, 6.5, 10]);
    expect([...data.toSteps(scores, { by: 'max' })]).toEqual([1, 1, 2, 2, 3, 10, 10, 10, 10]);
  });

  it('of each cell are summed over columns, and tell steps apart', () => {
    const values = new Float32Array(4 * 4 * 2);
    // Step 5: place 3 of window 1, 1 of window 2, 0 of window 3.
    for (const [window, step] of [
      [1, 3],
      [2, 1],
      [3, 0],
    ] as const)
      values.set([2, 4], (window * 4 + step) * 2);
    expect([...data.toSteps({ values, shape: [4, 4, 2] })]).toEqual([0, 0, 0, 0, 0, 6, 0, 0, 0]);
  });

  it('are one for each window, or for each cell', () => {
    expect(() => data.toSteps(new Float32Array(3))).toThrow('3 values for 4 windows');
    expect(() => data.toSteps({ values: new Float32Array(16), shape: [4, 4] })).toThrow(ShapeError);
  });
});

it.each<[string, unknown, object, new () => Error, string]>([
  ['a series shorter than a window', [1, 2], { length: 3 }, DataError, '2 steps, a window 3'],
  ['a stride that leaves steps out', [1, 2, 3], { length: 2, stride: 3 }, OptionError, 'stride is 3'],
  ['no length', [1, 2, 3], { length: 0 }, OptionError, 'length is 0'],
  ['ragged rows', [[1, 2], [3]], { length: 1 }, ShapeError, 'step 1 has 1 values'],
  [
    'rows of more axes',
    { values: new Float32Array(4), shape: [2, 1, 2] },
    { length: 1 },
    ShapeError,
    'expected [steps, columns]',
  ],
])('names %s', (_, given, options, type, message) => {
  const make = () => windows(given as Series, options as { length: number });
  expect(make).toThrow(type);
  expect(make).toThrow(message);
});
