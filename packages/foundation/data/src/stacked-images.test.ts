import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  arrayDataset,
  type BatchOptions,
  type Dataset,
  digits,
  disposeBatch,
  split,
  stackedImages,
} from './index.js';

/** Four images of 2 by 3 pixels, all of whose values name the image and the pixel. */
const pixels = Float32Array.from({ length: 4 * 6 }, (_, at) => 10 * Math.floor(at / 6) + (at % 6));
const images = arrayDataset({ x: pixels, shape: [2, 3, 1], y: Uint8Array.of(7, 0, 9, 4) });
const classOf = [7, 0, 9, 4];

async function collect(data: Dataset, options: BatchOptions) {
  const batches: { shape: number[]; x: number[]; y: number[] }[] = [];
  for await (const { x, y } of data.batches(options)) {
    expect(y!.dtype).toBe('int32');
    batches.push({ shape: x.shape, x: [...x.dataSync()], y: [...y!.dataSync()] });
    disposeBatch({ x, y: y! });
  }
  return batches;
}

describe.each(['cpu', 'wasm'] as const)('stacked images, on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('have a grey image in each channel, and the three classes as one number', async () => {
    const data = await stackedImages(images, { count: 200, seed: 3 });
    expect([data.shape, data.size, data.targetShape]).toEqual([[2, 3, 3], 200, []]);
    const [{ shape, x, y }] = (await collect(data, { batchSize: 200 })) as [
      Awaited<ReturnType<typeof collect>>[0],
    ];
    expect(shape).toEqual([200, 2, 3, 3]);
    const seen = new Set<number>();
    for (let row = 0; row < 200; row++) {
      const three = [0, 1, 2].map((channel) => Math.floor(x[row * 18 + channel]! / 10));
      for (let at = 0; at < 18; at++) {
        expect(x[row * 18 + at]).toBe(10 * three[at % 3]! + Math.floor(at / 3));
      }
      expect(y[row]).toBe(Number(three.map((image) => classOf[image]).join('')));
      seen.add(y[row]!);
    }
    // Of 64 triples, about 61 are among 200 draws.
    expect(seen.size).toBeGreaterThan(50);
    const rows = Array.from({ length: 200 }, (_, row) => row);
    expect([...data.values(rows)]).toEqual(x);
    expect([...data.targets(rows)!]).toEqual(y);
  });

  it('are drawn evenly, each channel by itself', async () => {
    const { size, targets } = await stackedImages(images, { count: 6000, seed: 1 });
    const counts = new Map<number, number>();
    for (const label of targets(Array.from({ length: size }, (_, row) => row))!) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    expect(counts.size).toBe(64);
    const expected = 6000 / 64;
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 63 degrees of freedom: mean 63, standard deviation 11.2.
    expect(Math.abs(chiSquare - 63)).toBeLessThan(4 * 11.2);
  });

  it('can be shuffled, skipped and split as any dataset in memory', async () => {
    await expectNoLeak(async () => {
      const data = await stackedImages(images, { count: 10, seed: 5 });
      const shuffle = { seed: 2, epoch: 1 };
      const all = await collect(data, { batchSize: 4, shuffle });
      expect(all.map(({ y }) => y.length)).toEqual([4, 4, 2]);
      expect(await collect(data, { batchSize: 4, shuffle, skip: 2 })).toEqual(all.slice(2));
      expect((await collect(data, { batchSize: 10 }))[0]!.y).not.toEqual(all.flatMap(({ y }) => y));
      const part = data.subset([7, 0, 7]);
      expect([...part.values([0, 1, 2])]).toEqual([...data.values([7, 0, 7])]);
      expect([...part.subset([1]).targets([0])!]).toEqual([...data.targets([0])!]);
      const [train, test] = split(data, 0.3, { seed: 1 });
      expect([train.size, test.size]).toEqual([7, 3]);
    });
  });
});

it('are as many as the images, by the seed, and scaled as they are', async () => {
  const source = digits();
  const [data, again, other] = await Promise.all([1, 1, 2].map((seed) => stackedImages(source, { seed })));
  expect([data!.size, data!.shape]).toEqual([1797, [8, 8, 3]]);
  const some = [0, 5, 1796];
  expect(again!.values(some)).toEqual(data!.values(some));
  expect(other!.values(some)).not.toEqual(data!.values(some));
  expect(Math.max(...data!.values(some))).toBe(1);
});

it('of other classes count in their number', async () => {
  const three = arrayDataset({ x: pixels, shape: [2, 3, 1], y: Uint8Array.of(2, 2, 2, 2) });
  const data = await stackedImages(three, { count: 3, classes: 3 });
  expect([...data.targets([0, 1, 2])!]).toEqual([26, 26, 26]);
});

it('are refused where they cannot be', async () => {
  const flat = arrayDataset({ x: pixels, shape: [6], y: Uint8Array.of(7, 0, 9, 4) });
  await expect(stackedImages(flat)).rejects.toThrow(ShapeError);
  await expect(stackedImages(flat)).rejects.toThrow('[6]: images to stack are [height, width, 1]');
  const unlabelled = arrayDataset({ x: pixels, shape: [2, 3, 1] });
  await expect(stackedImages(unlabelled)).rejects.toThrow(DataError);
  await expect(stackedImages(images, { classes: 9 })).rejects.toThrow('row 2 has the label 9: classes are');
  for (const options of [{ count: 0 }, { classes: 1.5 }, { seed: -1 }]) {
    await expect(stackedImages(images, options)).rejects.toThrow(OptionError);
  }
  const data = await stackedImages(images, { count: 2 });
  expect(() => data.values([2])).toThrow('row 2 is asked for, there are rows 0 to 1');
  await expect(collect(data, { batchSize: 0 })).rejects.toThrow(OptionError);
});
