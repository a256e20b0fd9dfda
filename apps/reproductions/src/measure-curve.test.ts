import { checkpoint, fit, memoryCheckpoints, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, expect, it } from 'vitest';
import { rows } from './image-parts.js';
import { measureCurve } from './measure-curve.js';

beforeAll(() => useBackend('wasm'));

const images = digits().subset(rows(0, 8));

/** Epochs at which a training was measured, which was interrupted after each of these but the last. */
async function measuredAt(...lengths: readonly number[]) {
  const store = memoryCheckpoints();
  const told: number[] = [];
  let calls = 0;
  for (const epochs of lengths) {
    const model = undercompleteAutoencoder({ inputShape: [...images.shape], latentDim: 2, hidden: [] });
    const curve = measureCurve({ calls: async () => ++calls }, ({ epoch }) => told.push(epoch));
    await fit(model, images, {
      epochs,
      batchSize: 8,
      callbacks: [curve.callback, checkpoint({ store, everySteps: 1 })],
      resume: store,
    });
    model.dispose();
    if (epochs !== lengths.at(-1)) continue;
    expect(curve.points().map(({ epoch }) => epoch)).toEqual(told);
    expect(curve.points().map(({ values }) => values.calls)).toEqual(told.map((_, index) => index + 1));
    expect(curve.minutes()).toBeGreaterThanOrEqual(curve.points().at(-1)!.minutes);
  }
  return told;
}

it('measures ever more seldom', async () => {
  expect(await measuredAt(12)).toEqual([1, 2, 3, 4, 5, 7, 9, 12]);
});

it('goes on after an interruption', async () => {
  expect(await measuredAt(6, 12)).toEqual([1, 2, 3, 4, 5, 7, 9, 12]);
});
