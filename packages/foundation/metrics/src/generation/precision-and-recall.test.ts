import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { precisionAndRecall } from '../index.js';
import { rowsOf } from '../testing/clusters-and-embeddings.js';
import { generations } from '../testing/generation-and-disentanglement.js';
import { randomRows } from '../testing/random-rows.js';

beforeAll(() => useBackend('wasm'));

it.each(generations)('$name: as numpy counts', async ({ real, generated, neighborhoods }) => {
  for (const { neighbors, ...known } of neighborhoods) {
    const found = await precisionAndRecall(real, generated, { neighbors });
    for (const name of ['precision', 'recall', 'density', 'coverage'] as const) {
      expect(found[name]).toBeCloseTo(known[name], 10);
    }
  }
});

it('equal sets are all precise and covered', async () => {
  const rows = randomRows('normal', [200, 8]);
  const found = await precisionAndRecall(rows, rows);
  expect(found).toMatchObject({ precision: 1, recall: 1, coverage: 1 });
});

it('toys: a copy of half, what is far, and one mode of two', async () => {
  // Two groups of five points on a line; the radius to the first neighbour is 1 everywhere.
  const real = rowsOf([0, 1, 2, 3, 4, 100, 101, 102, 103, 104].map((x) => [x]));
  const near = rowsOf([0, 1, 2, 3, 4].map((x) => [x]));
  // Of the real ones, five are among the generated; each of these is in the balls of itself and its neighbours.
  expect(await precisionAndRecall(real, near, { neighbors: 1 })).toEqual({
    precision: 1,
    recall: 0.5,
    density: (2 + 3 + 3 + 3 + 2) / 5,
    coverage: 0.5,
  });
  const far = rowsOf([1000, 1001, 1002].map((x) => [x]));
  expect(await precisionAndRecall(real, far, { neighbors: 1 })).toEqual({
    precision: 0,
    recall: 0,
    density: 0,
    coverage: 0,
  });
  const half = rowsOf([0, 1, 1000, 1001].map((x) => [x]));
  expect(await precisionAndRecall(real, half, { neighbors: 1 })).toMatchObject({
    precision: 0.5,
    recall: 0.3,
  });
});

it('a border counts as inside, whatever was rounded', async () => {
  // Far from 0 in single precision: one generated row is exactly as far as the radius 2, the other as the radius 8.
  const real = rowsOf([[16777216 - 2], [16777216], [16777216 + 8]]);
  const generated = rowsOf([[16777216 + 2], [16777216 + 16]]);
  const found = await precisionAndRecall(real, generated, { neighbors: 1 });
  expect([found.precision, found.coverage]).toEqual([1, 2 / 3]);
});

it('does not depend on blocks, tells how far it is, and leaves no tensor', async () => {
  const [real, generated] = [randomRows('normal', [50, 3], 1), randomRows('normal', [40, 3], 2)];
  const seen: number[][] = [];
  await expectNoLeak(async () => {
    const whole = await precisionAndRecall(real, generated);
    const options = { blockSize: 7, onProgress: (...at: number[]) => seen.push(at) };
    expect(await precisionAndRecall(real, generated, options)).toEqual(whole);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(precisionAndRecall(real, generated, { signal })).rejects.toThrow('enough');
  });
  expect(seen.at(-1)).toEqual([180, 180]);
  expect(seen.map(([done]) => done)).toEqual([...seen.map(([done]) => done!)].sort((a, b) => a - b));
});

it('says what is wrong', async () => {
  const rows = randomRows('normal', [10, 3]);
  await expectNoLeak(async () => {
    await expect(precisionAndRecall(rows, rows, { neighbors: 0 })).rejects.toThrow(OptionError);
    await expect(precisionAndRecall(rows, rows, { neighbors: 10 })).rejects.toThrow('there are 10 real rows');
    await expect(precisionAndRecall(rows, randomRows('normal', [10, 2]))).rejects.toThrow(ShapeError);
    await expect(precisionAndRecall(rows, { values: new Float32Array(), shape: [0, 3] })).rejects.toThrow(
      DataError,
    );
  });
});
