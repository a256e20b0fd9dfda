import { randomSource, useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import {
  arrayDataset,
  augmentImages,
  type BatchOptions,
  type Dataset,
  digits,
  disposeBatch,
} from './index.js';

const [height, width] = [5, 7];
const pixels = Float32Array.from({ length: 4 * height * width * 2 }, (_, i) => Math.sin(i) + 2);
const images = arrayDataset({ x: pixels, shape: [height, width, 2], y: Int32Array.of(3, 1, 4, 1) });

async function collect(data: Dataset, options: BatchOptions) {
  const batches: { x: Float32Array; y: number[] }[] = [];
  for await (const batch of data.batches(options)) {
    batches.push({ x: batch.x.dataSync<'float32'>(), y: [...(batch.y?.dataSync() ?? [])] });
    disposeBatch(batch);
  }
  return batches;
}

/** One value of an image, 0 outside. */
const valueAt = (image: number, row: number, column: number, channel: number) =>
  row >= 0 && row < height && column >= 0 && column < width
    ? pixels[((image * height + row) * width + column) * 2 + channel]!
    : 0;

/** The value between four. */
function between(image: number, y: number, x: number, channel: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  let sum = 0;
  for (const row of [top, top + 1]) {
    for (const column of [left, left + 1]) {
      sum += (1 - Math.abs(y - row)) * (1 - Math.abs(x - column)) * valueAt(image, row, column, channel);
    }
  }
  return sum;
}

describe.each(['cpu', 'wasm'] as const)('images turned and shifted, on %s', (backend) => {
  it('are those that the draws name', async () => {
    await useBackend(backend);
    const [rotation, shift, seed, epoch] = [35, 0.2, 9, 2];
    const [batch] = await collect(augmentImages(images, { rotation, shift, seed }), { batchSize: 4 });
    const draws = randomSource(seed, 0).uniform('augmentation', [4, 3]);
    const drawn = draws.dataSync().map((u) => 2 * u - 1);
    draws.dispose();
    for (let image = 0; image < 4; image++) {
      const [turn, across, down] = drawn.subarray(3 * image) as unknown as [number, number, number];
      const angle = (turn * rotation * Math.PI) / 180;
      for (let at = 0; at < height * width * 2; at++) {
        const [row, column, channel] = [Math.floor(at / 2 / width), Math.floor(at / 2) % width, at % 2];
        const [y, x] = [row - (height - 1) / 2, column - (width - 1) / 2];
        const fromX = Math.cos(angle) * x - Math.sin(angle) * y + (width - 1) / 2 + across * shift * width;
        const fromY = Math.sin(angle) * x + Math.cos(angle) * y + (height - 1) / 2 + down * shift * height;
        expect(batch!.x[image * height * width * 2 + at]).toBeCloseTo(
          between(image, fromY, fromX, channel),
          4,
        );
      }
    }
    expect(batch!.y).toEqual([3, 1, 4, 1]);
    const [other] = await collect(augmentImages(images, { rotation, shift, seed }), {
      batchSize: 4,
      shuffle: { seed: 1, epoch },
    });
    expect(other!.x).not.toEqual(batch!.x);
  });

  it('stay where neither is asked for', async () => {
    await useBackend(backend);
    const [batch] = await collect(augmentImages(images, { rotation: 0, shift: 0 }), { batchSize: 4 });
    for (const [at, value] of batch!.x.entries()) expect(value).toBeCloseTo(pixels[at]!, 6);
  });
});

describe('augmented images', () => {
  it('can be skipped as if they had been taken, differ between epochs, and leave nothing', async () => {
    await useBackend('cpu');
    const data = augmentImages(digits().subset(Uint32Array.from({ length: 10 }, (_, i) => i)));
    expect([data.size, data.shape]).toEqual([10, [8, 8, 1]]);
    await expectNoLeak(async () => {
      const shuffle = { seed: 3, epoch: 1 };
      const all = await collect(data, { batchSize: 4, shuffle });
      expect(all).toHaveLength(3);
      for (const skip of [1, 2]) {
        expect(await collect(data, { batchSize: 4, shuffle, skip })).toEqual(all.slice(skip));
      }
      const next = await collect(data, { batchSize: 4, shuffle: { ...shuffle, epoch: 2 } });
      expect(next[0]!.x).not.toEqual(all[0]!.x);
    });
  });

  it('are refused where there are none, or the options make no sense', () => {
    expect(() => augmentImages(arrayDataset({ x: [[1, 2]] }))).toThrow(ShapeError);
    expect(() => augmentImages(arrayDataset({ x: [[1, 2]] }))).toThrow('[height, width, channels]');
    for (const options of [
      { rotation: -1 },
      { rotation: 181 },
      { shift: 1.5 },
      { shift: Number.NaN },
      { seed: -1 },
    ]) {
      expect(() => augmentImages(images, options)).toThrow(OptionError);
    }
  });
});
