import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { vectorQuantizedAutoencoder } from '@autoencoders/vector-quantized';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenRun } from '../../worker/session.js';
import { drawnCodes } from './drawn-codes.js';
import { samplersFor } from './sampler-names.js';

beforeAll(async () => {
  await useBackend('cpu');
});

const x = Float32Array.from({ length: 120 * 6 }, (_, i) => ((i * 7919) % 101) / 101);
const train = arrayDataset({ x, shape: [6] });

function runOf(model: OpenRun['model']): OpenRun {
  return {
    id: 'a',
    version: 0,
    model,
    configuration: {} as OpenRun['configuration'],
    data: { train, test: train, summary: {} as OpenRun['data']['summary'] },
  };
}

const { signal } = new AbortController();
const draw = { seed: 3, count: 8, revision: 1 };

describe('of a codebook', () => {
  const model = () =>
    vectorQuantizedAutoencoder({ inputShape: [6], positions: 3, codes: 7, codeDim: 4, hidden: [8] });

  it('takes each position from some example', async () => {
    const run = runOf(model());
    const { values, shape } = await drawnCodes(run, { ...draw, sampler: 'entries' }, () => {}, signal);
    expect(shape).toEqual([8, 3, 4]);
    const given = run.model.encode(tf.tensor2d(x, [120, 6])).dataSync();
    const at = (all: ArrayLike<number>, row: number, position: number) =>
      Array.from({ length: 4 }, (_, k) => all[(row * 3 + position) * 4 + k]).join();
    for (let position = 0; position < 3; position++) {
      const known = new Set(Array.from({ length: 120 }, (_, row) => at(given, row, position)));
      for (let row = 0; row < 8; row++) expect(known).toContain(at(values, row, position));
    }
  });
});

it('fits once for the same weights, and the same seed draws the same', async () => {
  const run = runOf(undercompleteAutoencoder({ inputShape: [6], latentDim: 2, hidden: [8] }));
  const told: number[] = [];
  const mixture = { ...draw, sampler: 'gaussian-mixture' } as const;
  const first = await drawnCodes(run, mixture, (share) => told.push(share), signal);
  expect(told.at(-1)).toBe(1);
  told.length = 0;
  const second = await drawnCodes(run, mixture, (share) => told.push(share), signal);
  expect(told).toEqual([]);
  expect(second).toEqual(first);
  await drawnCodes(run, { ...mixture, revision: 2 }, (share) => told.push(share), signal);
  expect(told.length).toBeGreaterThan(0);
});

it('offers what fits a model', () => {
  const about = { latentShape: [2], width: 2, slow: false, given: undefined } as const;
  const names = (rest: { kind: 'values' | 'entries'; hasPrior: boolean; width?: number }) =>
    samplersFor({ ...about, ...rest }).map(({ value }) => value);
  expect(names({ kind: 'values', hasPrior: true })[0]).toBe('prior');
  expect(names({ kind: 'values', hasPrior: false })).toEqual([
    'gaussian-mixture',
    'kernel-density',
    'two-stage',
    'standard-normal',
  ]);
  expect(names({ kind: 'values', hasPrior: false, width: 1000 })).toEqual([
    'kernel-density',
    'standard-normal',
  ]);
  expect(names({ kind: 'entries', hasPrior: true })).toEqual(['entries', 'prior']);
});
