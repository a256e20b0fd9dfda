import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@autoencoders/backend';
import { StorageError } from '@autoencoders/errors';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Application, Autoencoder } from '../autoencoder.js';
import { load } from '../saving/load.js';
import { readApplicationManifest } from '../saving/read-application-manifest.js';
import { save } from '../saving/save.js';
import { tinyAutoencoder } from '../testing/tiny.js';
import { folderStore } from './folder-store.js';

let autoencoder: Autoencoder;
beforeAll(async () => {
  await useBackend('cpu');
  autoencoder = tinyAutoencoder({ inputShape: [4] });
});
afterAll(() => autoencoder.dispose());

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

/** An application with one network of its own, by the name given. */
function application(role: string): Application {
  return {
    kind: role,
    options: {},
    inputShape: [4],
    autoencoder,
    networks: { ...autoencoder.networks, [role]: tinyAutoencoder({ inputShape: [4] }).networks.decoder },
    phases: [],
    figures: () => ({}),
    dispose: () => {},
  };
}

it('replaces an application by another, by an autoencoder, and that by an application', async () => {
  const store = folderStore(path);
  await save(application('head'), store);
  expect(existsSync(join(path, 'autoencoder/autoencoder.json'))).toBe(true);

  await save(application('other'), store);
  expect((await readApplicationManifest(store)).application.networks).toEqual(['other']);
  expect(existsSync(join(path, 'head'))).toBe(false);

  await save(autoencoder, store);
  expect(readdirSync(path).sort()).toEqual(['autoencoder.json', 'decoder', 'encoder']);
  (await load(store, [tinyAutoencoder])).dispose();

  await save(application('head'), store);
  expect(readdirSync(path).sort()).toEqual(['application.json', 'autoencoder', 'head']);
});

it.each(['notes.txt', 'head/notes.txt', 'autoencoder/notes.txt'])(
  'leaves an application alone that %s lies in',
  async (foreign) => {
    const store = folderStore(path);
    await save(application('head'), store);
    writeFileSync(join(path, foreign), 'mine');
    for (const model of [application('other'), autoencoder]) {
      await expect(save(model, store)).rejects.toThrow(StorageError);
      await expect(save(model, store)).rejects.toThrow(`holds '${foreign}', which is no part of a model`);
    }
    expect(readFileSync(join(path, foreign), 'utf8')).toBe('mine');
    expect((await readApplicationManifest(store)).application.kind).toBe('head');
  },
);

it('leaves a model in a folder below alone, and a manifest of something else', async () => {
  await save(autoencoder, folderStore(join(path, 'autoencoder')));
  await expect(save(autoencoder, folderStore(path))).rejects.toThrow("holds 'autoencoder/");
  for (const content of ['{"files": {"mine.txt": {}}}', 'null', 'no JSON']) {
    const place = join(path, 'other');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, 'application.json'), content);
    writeFileSync(join(place, 'mine.txt'), 'mine');
    await expect(save(autoencoder, folderStore(place))).rejects.toThrow("holds 'application.json'");
  }
});
