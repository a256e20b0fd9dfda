import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { continuity, trustworthiness } from '../index.js';
import { rowsOf, spaces } from '../testing/clusters-and-embeddings.js';
import { randomRows } from '../testing/random-rows.js';

const { rows, embedding } = spaces;

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each(spaces.ranks)('with $neighbors neighbours, as scikit-learn has it', async (known) => {
    const { neighbors } = known;
    for (const blockSize of [13, 256]) {
      const options = { neighbors, blockSize };
      expect(await trustworthiness(rows, embedding, options)).toBeCloseTo(known.trustworthiness, 12);
      expect(await continuity(rows, embedding, options)).toBeCloseTo(known.continuity, 12);
    }
  });
});

it('is 1 for a picture that only moves and scales, far away and small', async () => {
  const { values, shape } = randomRows('normal', [50, 3]);
  const moved = { shape, values: values.map((value) => 512 + Math.round(value * 64) / 64) };
  const scaled = { shape, values: moved.values.map((value) => (value - 512) / 1024) };
  expect(await trustworthiness(moved, scaled)).toBe(1);
  expect(await continuity(moved, scaled)).toBe(1);
});

it('tells points thrown together from points torn apart', async () => {
  // The ends of a line meet: near ones that were not are the trust that is lost, and all that were near still are.
  const angles = Array.from({ length: 40 }, (_, i) => (2 * Math.PI * i) / 40);
  const line = rowsOf(angles.map((angle) => [angle]));
  const circle = rowsOf(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));
  const [trust, kept] = [await trustworthiness(line, circle), await continuity(line, circle)];
  expect(trust).toBeLessThan(0.99);
  expect(kept).toBeGreaterThan(trust + 0.02);
});

it('of a sample is about that of all, and the seed names it', async () => {
  const known = spaces.ranks[1]!.trustworthiness;
  const [a, b, again] = [
    await trustworthiness(rows, embedding, { sample: 60, seed: 1 }),
    await trustworthiness(rows, embedding, { sample: 60, seed: 2 }),
    await trustworthiness(rows, embedding, { sample: 60, seed: 1 }),
  ];
  expect(a).toBe(again);
  expect(a).not.toBe(b);
  expect(Math.abs(a - known)).toBeLessThan(0.04);
});

it('an embedding in a single point has a finite figure', async () => {
  const collapsed = { shape: [90, 2], values: new Float32Array(180).fill(3) };
  const found = await trustworthiness(rows, collapsed);
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(0.75);
  // All are equally far from each other, and so share the first rank.
  expect(await continuity(rows, collapsed)).toBe(1);
});

it('goes on through both spaces, and can be ended', async () => {
  const seen: number[] = [];
  await trustworthiness(rows, embedding, {
    blockSize: 45,
    onProgress: (done, total) => seen.push(done / total),
  });
  expect(seen).toEqual([0.25, 0.5, 0.75, 1]);
  await expectNoLeak(async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trustworthiness(rows, embedding, { signal })).rejects.toThrow('enough');
    await trustworthiness(rows, embedding);
  });
});

it('names what cannot be', async () => {
  await expect(trustworthiness(rows, embedding, { neighbors: 45 })).rejects.toThrow(OptionError);
  await expect(trustworthiness(rows, embedding, { neighbors: 45 })).rejects.toThrow(
    /fewer than half of the 90 points/,
  );
  await expect(continuity(rows, embedding, { neighbors: 0 })).rejects.toThrow(OptionError);
  await expect(continuity(rows, embedding, { sample: 0 })).rejects.toThrow(OptionError);
  await expect(continuity(rows, rowsOf([[0], [1]]))).rejects.toThrow(ShapeError);
  const empty = { values: new Float32Array(), shape: [0, 2] };
  await expect(trustworthiness(empty, empty)).rejects.toThrow(DataError);
  const broken = { ...embedding, values: embedding.values.map((value, i) => (i === 5 ? Number.NaN : value)) };
  await expect(trustworthiness(rows, broken)).rejects.toThrow(/the embedding: NaN at row 2, value 1/);
});
