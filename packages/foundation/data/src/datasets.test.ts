import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  applyScaling,
  arrayDataset,
  type BatchOptions,
  type Dataset,
  digits,
  disposeBatch,
  minMaxScaling,
  scaleDataset,
  scalingFromJson,
  split,
  standardScaling,
  streamDataset,
  tensorDataset,
  undoScaling,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const rows = Array.from({ length: 10 }, (_, i) => [i, i * i]);
const labels = rows.map(([i]) => i! * 10);

async function collect(data: Dataset, options: BatchOptions) {
  const x: number[][] = [];
  const y: number[] = [];
  for await (const batch of data.batches(options)) {
    x.push(...((await batch.x.array()) as number[][]));
    if (batch.y) y.push(...((await batch.y.array()) as number[]));
    disposeBatch(batch);
  }
  return { x, y };
}

describe.each([
  ['arrays', () => arrayDataset({ x: rows, y: labels })],
  ['tensors', () => tensorDataset(tf.tensor2d(rows), tf.tensor1d(labels))],
  [
    'a stream',
    () => streamDataset(() => rows.map((x, i) => ({ x, y: labels[i]! })), { shape: [2], shuffleBuffer: 4 }),
  ],
])('a dataset over %s', (_name, make) => {
  const shuffle = { seed: 3, epoch: 1 };

  it('gives every example once, in order, with its label', async () => {
    const data = make();
    await expectNoLeak(async () => {
      expect(await collect(data, { batchSize: 3 })).toEqual({ x: rows, y: labels });
    });
  });

  it('shuffles by seed and epoch, keeping labels with their examples', async () => {
    const first = await collect(make(), { batchSize: 3, shuffle });
    expect(await collect(make(), { batchSize: 3, shuffle })).toEqual(first);
    expect(first.x).not.toEqual(rows);
    expect(first.x.map(([i]) => i! * 10)).toEqual(first.y);
    expect([...first.y].sort((a, b) => a - b)).toEqual(labels);
    expect(await collect(make(), { batchSize: 3, shuffle: { seed: 3, epoch: 2 } })).not.toEqual(first);
  });

  it('skips batches as if they had been taken', async () => {
    const all = await collect(make(), { batchSize: 3, shuffle });
    for (const skip of [1, 3, 4]) {
      const rest = await collect(make(), { batchSize: 3, shuffle, skip });
      expect(rest.x).toEqual(all.x.slice(3 * skip));
    }
  });
});

describe('arrays', () => {
  it('scale bytes on their way out', async () => {
    const { x } = await collect(
      arrayDataset({ x: Uint8Array.of(0, 51, 255, 102), shape: [2], scale: 1 / 255 }),
      { batchSize: 8 },
    );
    expectAllClose(x.flat(), [0, 0.2, 1, 0.4]);
  });

  it('name what is not finite, ragged or of another size', () => {
    expect(() =>
      arrayDataset({
        x: [
          [1, 2],
          [3, Number.NaN],
        ],
      }),
    ).toThrow(/row 1, value 1 is NaN/); // prettier-ignore
    expect(() => arrayDataset({ x: [[1, 2], [3]] })).toThrow(DataError); // prettier-ignore
    expect(() => arrayDataset({ x: new Float32Array(5), shape: [2] })).toThrow(ShapeError);
    expect(() => arrayDataset({ x: new Float32Array(0), shape: [2] })).toThrow(/no examples/);
    expect(() => arrayDataset({ x: rows, y: [1, 2] })).toThrow(/10 examples and 2 target/);
    expect(() => arrayDataset({ x: rows }).subset([10])).toThrow(OptionError);
  });
});

describe('streams', () => {
  it('name an example that does not fit', async () => {
    const bad = (x: number[]) =>
      collect(
        streamDataset(() => [{ x: [1, 2] }, { x }], { shape: [2] }),
        { batchSize: 2 },
      );
    await expect(bad([1])).rejects.toThrow(/example 1 has 1 values/);
    await expect(bad([1, Number.POSITIVE_INFINITY])).rejects.toThrow(/example 1, value 1 is Infinity/);
  });
});

describe('split', () => {
  it('gives each example to one part, the same for the same seed', async () => {
    const data = arrayDataset({ x: rows, y: labels });
    const [train, validation] = split(data, 0.3, { seed: 1 });
    expect([train.size, validation.size]).toEqual([7, 3]);
    const all = [...train.targets([...Array(7).keys()])!, ...validation.targets([0, 1, 2])!];
    expect(all.sort((a, b) => a - b)).toEqual(labels);
    expect(split(data, 0.3, { seed: 1 })[1].values([0])).toEqual(validation.values([0]));
    expect(() => split(data, 0.01)).toThrow(/leaves one part empty/);
  });
});

describe('scaling', () => {
  const data = () => arrayDataset({ x: rows.map(([a, b]) => [a!, b!, 7]) });

  it('standard: mean 0, deviation 1, constants stay finite', async () => {
    const scaling = await standardScaling(data());
    const { x } = await collect(scaleDataset(data(), scaling), { batchSize: 4 });
    for (const k of [0, 1]) {
      const column = x.map((row) => row[k]!);
      const mean = column.reduce((a, b) => a + b) / 10;
      expect(mean).toBeCloseTo(0, 5);
      expect(column.reduce((a, b) => a + (b - mean) ** 2, 0) / 10).toBeCloseTo(1, 5);
    }
    expect(x.map((row) => row[2])).toEqual(new Array(10).fill(0));
  });

  it('min-max: from 0 to 1', async () => {
    const { x } = await collect(scaleDataset(data(), await minMaxScaling(data())), { batchSize: 4 });
    expect(x[0]).toEqual([0, 0, 0]);
    expect(x[9]).toEqual([1, 1, 0]);
  });

  it('is undone, and survives JSON', async () => {
    const scaling = scalingFromJson(JSON.parse(JSON.stringify(await standardScaling(data()))));
    const x = tf.tensor2d([[3, 9, 7]]);
    const back = tf.tidy(() => undoScaling(applyScaling(x, scaling), scaling));
    expectAllClose(back.dataSync(), [3, 9, 7], { relative: 1e-5 });
    expect(() => scalingFromJson({ kind: 'log' })).toThrow(/not a scaling/);
    expect(() => scaleDataset(arrayDataset({ x: rows }), scaling)).toThrow(/3 values/);
  });
});

describe('digits', () => {
  it('are 1,797 images in [0, 1], each label about as often', () => {
    const data = digits();
    expect(data).toMatchObject({ size: 1797, shape: [8, 8, 1] });
    const all = [...Array(1797).keys()];
    const values = data.values(all);
    expect([Math.min(...values.slice(0, 10_000)), Math.max(...values.slice(0, 10_000))]).toEqual([0, 1]);
    // The sum of all pixels, as awk gives it from the published file.
    expect(Math.round(values.reduce((a, b) => a + b, 0) * 16)).toBe(561718);
    const counts = new Array(10).fill(0) as number[];
    for (const label of data.targets(all)!) counts[label]! += 1;
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    expect(digits({ flatten: true }).shape).toEqual([64]);
  });
});
