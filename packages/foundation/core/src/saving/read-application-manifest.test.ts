import { useBackend } from '@autoencoders/backend';
import { ModelFormatError } from '@autoencoders/errors';
import { beforeAll, expect, it } from 'vitest';
import type { Application } from '../autoencoder.js';
import { memoryStore } from '../stores/memory-store.js';
import { tinyAutoencoder } from '../testing/tiny.js';
import { readApplicationManifest } from './read-application-manifest.js';
import { save } from './save.js';

beforeAll(() => useBackend('cpu'));

it('tells what was saved, and of the autoencoder below it', async () => {
  const autoencoder = tinyAutoencoder({ inputShape: [4] });
  const application: Application = {
    kind: 'nothing',
    options: { clusters: 3 },
    inputShape: [4],
    autoencoder,
    networks: autoencoder.networks,
    phases: [],
    figures: () => ({}),
    dispose: () => {},
  };
  const store = memoryStore();
  await expect(readApplicationManifest(store)).rejects.toThrow(ModelFormatError);
  const scaling = { kind: 'standard', shift: [0], scale: [1] };
  await save(application, store, { scaling, metadata: { columns: ['a'] } });
  expect(await readApplicationManifest(store)).toMatchObject({
    application: { kind: 'nothing', options: { clusters: 3 }, networks: [] },
    autoencoder: { kind: 'tiny', inputShape: [4], scaling, metadata: { columns: ['a'] } },
  });
  await save(autoencoder, store);
  await expect(readApplicationManifest(store)).rejects.toThrow("'application.json' is missing");
  autoencoder.dispose();
});
