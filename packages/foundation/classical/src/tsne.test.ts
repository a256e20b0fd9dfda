import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { tsne } from './index.js';
import { digitRows, neighborAgreement, rowsFrom } from './testing/rows.js';

const { rows, labels } = digitRows(200);

it('keeps digits beside their like, and centers them', async () => {
  const { embedding, method, ...rest } = await tsne(rows, { iterations: 400, seed: 1 });
  expect(method).toBe('tsne');
  expect(rest).toEqual({});
  expect(embedding.shape).toEqual([200, 2]);
  expect(neighborAgreement(embedding, labels)).toBeGreaterThan(0.85);
  for (const column of [0, 1]) {
    const sum = embedding.values.reduce((all, value, i) => (i % 2 === column ? all + value : all), 0);
    expect(sum / 200).toBeCloseTo(0, 3);
  }
});

it('is the same for the same seed, and whatever the unit of the rows', async () => {
  const fit = async (seed: number, factor = 1) => {
    const scaled = { values: rows.values.map((value) => value * factor), shape: rows.shape };
    return (await tsne(scaled, { iterations: 20, seed })).embedding.values;
  };
  const first = await fit(1);
  expect(await fit(1)).toEqual(first);
  expect(await fit(2)).not.toEqual(first);
  for (const factor of [2 ** -40, 2 ** 40]) expectAllClose(await fit(1, factor), first, { relative: 1e-5 });
});

it('tells how far it is, and stops when it is told to', async () => {
  const seen: number[][] = [];
  const control = new AbortController();
  const work = tsne(rows, {
    iterations: 50,
    signal: control.signal,
    onProgress: (...progress) => {
      seen.push(progress);
      if (progress[0] === 2) control.abort(new Error('enough'));
    },
  });
  await expect(work).rejects.toThrow('enough');
  expect(seen).toEqual([
    [1, 50],
    [2, 50],
  ]);
  await expect(tsne(rows, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
});

it('takes equal rows, and fewer columns than dimensions', async () => {
  const equal = await tsne(rowsFrom(Array(20).fill([1, 2])), { perplexity: 5, iterations: 20 });
  expect(equal.embedding.values.every(Number.isFinite)).toBe(true);
  const line = rowsFrom(Array.from({ length: 40 }, (_, i) => [i]));
  const { values, shape } = (await tsne(line, { dimensions: 3, perplexity: 5, iterations: 50 })).embedding;
  expect(shape).toEqual([40, 3]);
  expect(values.every(Number.isFinite)).toBe(true);
});

it('names what does not fit', async () => {
  const few = rowsFrom(Array.from({ length: 20 }, (_, i) => [i]));
  await expect(tsne(few)).rejects.toThrow('perplexity is 30, and there are 20 rows');
  for (const options of [{ dimensions: 0 }, { perplexity: 0 }, { iterations: 0 }, { seed: -1 }]) {
    await expect(tsne(rows, options)).rejects.toThrow(OptionError);
  }
});
