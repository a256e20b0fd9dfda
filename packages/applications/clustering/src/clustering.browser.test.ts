import { memoryStore, save, useBackend } from '@autoencoders/core';
import { beforeAll, expect, it } from 'vitest';
import { clustering, judge, loadClustering, type UmapSettings } from './index.js';
import { blobs } from './testing/blobs.js';
import { identity, identityAutoencoder } from './testing/identity.js';

beforeAll(() => useBackend('wasm'));

it.each<false | UmapSettings>([false, { neighbors: 15, epochs: 100 }])(
  'clusters, saves and loads in the browser, with UMAP: %j',
  async (umap) => {
    const { data, labels } = blobs(3, 30);
    const groups = clustering(identity(), { method: 'gaussian-mixture', clusters: 3, umap });
    const found = await groups.fit(data);
    expect(judge(labels, found.labels).accuracy).toBe(1);
    const store = memoryStore();
    await save(groups, store);
    const loaded = await loadClustering(store, [identityAutoencoder]);
    expect(await loaded.assign(data)).toEqual(found.labels);
  },
);
