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

  it('refuses sizes that would never end', async () => {
    for (const options of [
      { batchSize: 0 },
      { batchSize: -1 },
      { batchSize: Number.NaN },
      { batchSize: 2, skip: -1 },
    ]) {
      await expect(collect(make(), options)).rejects.toThrow(OptionError);
    }
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

describe('arrays, further', () => {
  const firstBatch = async (data: Dataset) => {
    for await (const batch of data.batches({ batchSize: 8 })) return batch;
    throw new Error('there is no batch');
  };

  it('give integer labels as int32, other targets as float32', async () => {
    const x = [[1], [2]];
    const [integers, floats] = [
      await firstBatch(arrayDataset({ x, y: Uint8Array.of(3, 250) })),
      await firstBatch(arrayDataset({ x, y: [3, 2.5] })),
    ];
    expect([integers.y!.dtype, [...integers.y!.dataSync()]]).toEqual(['int32', [3, 250]]);
    expect([floats.y!.dtype, [...floats.y!.dataSync()]]).toEqual(['float32', [3, 2.5]]);
    for (const batch of [integers, floats]) disposeBatch(batch);
  });

  it('name a target that is not finite, a value beyond 32 bits, an impossible shape or scale', () => {
    const x = [[1], [2]];
    expect(() => arrayDataset({ x, y: [1, Number.NaN] })).toThrow(/row 1, target 0 is NaN/);
    expect(() => arrayDataset({ x: Float64Array.of(1, 1e300), shape: [1] })).toThrow(/row 1, .* is 1e\+300/);
    expect(arrayDataset({ x: Float64Array.of(1e300), shape: [1], scale: 1e-300 }).values([0])[0]).toBeCloseTo(
      1,
    );
    expect(() => arrayDataset({ x: new Float32Array(6), shape: [-2, -3] })).toThrow(ShapeError);
    expect(() => arrayDataset({ x, scale: Number.NaN })).toThrow(OptionError);
  });

  it('refuse rows that are not there, in subsets too', () => {
    const data = arrayDataset({ x: rows });
    for (const row of [-1, 10, Number.NaN]) expect(() => data.values([row])).toThrow(OptionError);
    const subset = data.subset([3, 5]).subset([1]);
    expect([...subset.values([0])]).toEqual([5, 25]);
    expect(() => subset.values([1])).toThrow(/rows 0 to 0/);
  });
});

describe('streams', () => {
  it('may use one array for all examples', async () => {
    const reused = function* () {
      const x = new Float32Array(1);
      for (let i = 0; i < 5; i++) {
        x[0] = i;
        yield { x };
      }
    };
    const data = streamDataset(reused, { shape: [1] });
    expect((await collect(data, { batchSize: 2 })).x.flat()).toEqual([0, 1, 2, 3, 4]);
  });

  it('read no further than they must, and close their source', async () => {
    let given = 0;
    let closed = false;
    const endless = async function* () {
      try {
        for (;;) yield { x: [given++] };
      } finally {
        closed = true;
      }
    };
    const data = streamDataset(endless, { shape: [1], shuffleBuffer: 8 });
    for await (const batch of data.batches({ batchSize: 4, shuffle: { seed: 1, epoch: 0 } })) {
      disposeBatch(batch);
      break;
    }
    expect([given, closed]).toEqual([8, true]);
  });

  it('count examples as they come, shuffled or not', async () => {
    const data = streamDataset(() => rows.map(([i]) => ({ x: [i === 7 ? Number.NaN : i!] })), { shape: [1] });
    const shuffle = { seed: 1, epoch: 0 };
    await expect(collect(data, { batchSize: 2, shuffle })).rejects.toThrow(/example 7, value 0 is NaN/);
  });

  it('name a label that is missing or not finite', async () => {
    const read = (y: { y?: number }) =>
      collect(
        streamDataset(
          () => [
            { x: [1], y: 1 },
            { x: [2], ...y },
          ],
          { shape: [1] },
        ),
        { batchSize: 2 },
      );
    await expect(read({})).rejects.toThrow(/example 1 has no label/);
    await expect(read({ y: Number.NaN })).rejects.toThrow(/label of example 1 is NaN/);
  });

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

  it('standard: keeps its precision far from 0', async () => {
    // 2^23 + 0, 1, …, 9: squares of these do not fit a float, nor their sum's difference a naive formula.
    const far = arrayDataset({ x: rows.map(([i]) => [2 ** 23 + i!]) });
    const { shift, scale } = await standardScaling(far);
    expectAllClose(shift, [2 ** 23 + 4.5], { relative: 1e-14 });
    expectAllClose(scale, [Math.sqrt(8.25)], { relative: 1e-12 });
  });

  it('leave no tensor behind', async () => {
    await expectNoLeak(async () => {
      const scaling = await standardScaling(data());
      await collect(scaleDataset(data(), scaling), { batchSize: 4 });
    });
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
    const damaged = [
      { kind: 'log' },
      null,
      { kind: 'standard', shift: [1], scale: [0] },
      { kind: 'standard', shift: ['a'], scale: [1] },
      { kind: 'min-max', shift: [1, 2], scale: [1] },
    ];
    for (const json of damaged) expect(() => scalingFromJson(json)).toThrow(/not a scaling/);
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
