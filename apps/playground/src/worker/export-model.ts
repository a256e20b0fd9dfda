import { zipped } from '@autoencoders/app-kit/worker';
import { memoryStore, save } from '@autoencoders/core';
import { openRun, type Session } from './session.js';

/** The model as a zip archive of the files that `load` reads, in Node too. */
export async function exportModel(session: Session): Promise<Uint8Array> {
  const { model, data } = openRun(session);
  const store = memoryStore();
  await save(model, store, data.scaling ? { scaling: { ...data.scaling } } : {});
  return zipped((await store.read())!);
}
