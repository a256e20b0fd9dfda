import { indexedDbCheckpoints } from '../checkpoints/indexed-db-checkpoints.js';
import { stateFile } from '../checkpoints/is-whole.js';
import { jsonBytes } from '../saving/json-files.js';
import { fileRecords } from '../saving/manifest.js';

/** Takes large checkpoints until it is ended, and tells of each. */
const store = indexedDbCheckpoints('worker');
for (let step = 1; ; step++) {
  const files = new Map([['tensors.bin', new Uint8Array(4e6).fill(step)]]);
  await store.add(step, new Map([[stateFile, jsonBytes({ files: fileRecords(files) })], ...files]), 2);
  postMessage(step);
}
