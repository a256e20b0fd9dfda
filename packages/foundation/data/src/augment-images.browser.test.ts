import { useBackend } from '@autoencoders/backend';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { arrayDataset, augmentImages, disposeBatch } from './index.js';

it('images are turned and shifted on webgpu as on wasm', async () => {
  const x = Float32Array.from({ length: 3 * 6 * 5 * 2 }, (_, i) => Math.sin(i));
  const results: Float32Array[] = [];
  for (const backend of ['wasm', 'webgpu'] as const) {
    await useBackend(backend);
    const data = augmentImages(arrayDataset({ x, shape: [6, 5, 2] }), { rotation: 60, shift: 0.3, seed: 2 });
    for await (const batch of data.batches({ batchSize: 3 })) {
      results.push(await batch.x.data<'float32'>());
      disposeBatch(batch);
    }
  }
  expect(results[0]).not.toEqual(x);
  // Sines and cosines of the two differ by some 1e-5.
  expectAllClose(results[1]!, results[0]!, { absolute: 1e-3 });
});
