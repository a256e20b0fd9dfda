import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { disposeBatch, type GaussianMixturePoints, gaussianGrid, gaussianRing } from './index.js';

/** Points and labels on the host. */
function allOf({ data }: GaussianMixturePoints) {
  const rows = Array.from({ length: data.size }, (_, row) => row);
  return { points: data.values(rows), labels: data.targets(rows)! };
}

/** By mode: how many points, and the mean and the deviation of each coordinate about the centre. */
function momentsByMode(mixture: GaussianMixturePoints) {
  const { points, labels } = allOf(mixture);
  const { values, shape } = mixture.centers;
  return Array.from({ length: shape[0]! }, (_, mode) => {
    const rows = [...labels.keys()].filter((row) => labels[row] === mode);
    const axes = [0, 1].map((axis) => {
      const gaps = rows.map((row) => points[2 * row + axis]! - values[2 * mode + axis]!);
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
      return { mean, deviation };
    });
    return { count: rows.length, axes };
  });
}

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each([
    ['ring', () => gaussianRing({ seed: 4 }), 8, 0.02],
    ['grid', () => gaussianGrid({ seed: 4 }), 25, 0.05],
    ['ring of three', () => gaussianRing({ modes: 3, radius: 5, standardDeviation: 1, seed: 2 }), 3, 1],
  ] as const)(
    'the %s has as many points about each centre, spread as asked for',
    async (_, make, modes, spread) => {
      const mixture = await make();
      expect([mixture.data.size, mixture.data.shape, mixture.data.targetShape]).toEqual([10_000, [2], []]);
      expect([mixture.centers.shape, mixture.standardDeviation]).toEqual([[modes, 2], spread]);
      const expected = 10_000 / modes;
      for (const { count, axes } of momentsByMode(mixture)) {
        // Within four standard errors.
        expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
        for (const { mean, deviation } of axes) {
          expect(Math.abs(mean)).toBeLessThan((4 * spread) / Math.sqrt(count));
          expect(Math.abs(deviation / spread - 1)).toBeLessThan(4 / Math.sqrt(2 * count));
        }
      }
    },
  );
});

it('centres are on the ring and on the grid', async () => {
  const root = Math.SQRT2;
  const ring = await gaussianRing({ count: 1 });
  const around = [2, 0, root, root, 0, 2, -root, root, -2, 0, -root, -root, 0, -2, root, -root];
  expectAllClose(ring.centers.values, around, { absolute: 1e-6 });
  const grid = await gaussianGrid({ side: 3, spacing: 4, count: 1 });
  const [low, high] = [
    [-4, -4, 0, -4, 4, -4],
    [-4, 4, 0, 4, 4, 4],
  ];
  expect([...grid.centers.values]).toEqual([...low, -4, 0, 0, 0, 4, 0, ...high]);
});

it('points without spread are the centres of their labels, which are integers in batches', async () => {
  const grid = await gaussianGrid({ standardDeviation: 0, count: 40 });
  for await (const { x, y } of grid.data.batches({ batchSize: 40 })) {
    expect(y!.dtype).toBe('int32');
    const centers = [...y!.dataSync()].flatMap((mode) => [
      ...grid.centers.values.slice(2 * mode, 2 * mode + 2),
    ]);
    expect([...x.dataSync()]).toEqual(centers);
    disposeBatch({ x, y: y! });
  }
});

it('is the same for the same seed, and leaves no tensor', async () => {
  await expectNoLeak(async () => {
    const points = async (seed: number) => allOf(await gaussianRing({ count: 30, seed }));
    expect(await points(7)).toEqual(await points(7));
    expect(await points(7)).not.toEqual(await points(8));
  });
});

it('refuses impossible options', async () => {
  const shared = [{ count: 0 }, { standardDeviation: -1 }, { standardDeviation: Number.NaN }, { seed: 0.5 }];
  for (const options of [...shared, { modes: 0 }, { radius: -1 }]) {
    await expect(gaussianRing(options)).rejects.toThrow(OptionError);
  }
  for (const options of [...shared, { side: 0.5 }, { spacing: Number.POSITIVE_INFINITY }]) {
    await expect(gaussianGrid(options)).rejects.toThrow(OptionError);
  }
});
