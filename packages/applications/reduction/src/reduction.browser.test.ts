import { useBackend } from '@autoencoders/core';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { expect, it } from 'vitest';
import { compareReductions, pcaReducer, reducer, umapReducer } from './index.js';
import { smallData, smallOptions } from './testing/small.js';

it('reduces, measures and compares in a browser', async () => {
  await useBackend('wasm');
  const model = undercompleteAutoencoder(smallOptions);
  const reducers = {
    autoencoder: reducer(model, { training: { epochs: 2 } }),
    pca: pcaReducer({ dimensions: 2 }),
    umap: umapReducer({ dimensions: 2, neighbors: 5, epochs: 20 }),
  };
  const results = await compareReductions(reducers, smallData(), { heldOut: smallData(20, 40) });
  for (const { embedding, measures, heldOut } of Object.values(results)) {
    expect(embedding.shape).toEqual([40, 2]);
    expect(heldOut?.embedding.shape).toEqual([20, 2]);
    expect(measures.trustworthiness).toBeGreaterThan(0.5);
  }
  model.dispose();
});
