import { beforeAll, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { forgetDatabase } from '../testing/indexed-db.js';
import { describeIndexedDbCheckpoints } from '../testing/indexed-db-checkpoints-cases.js';
import { indexedDbCheckpoints } from './indexed-db-checkpoints.js';
import { isWhole } from './is-whole.js';

beforeAll(() => useBackend('wasm'));

describeIndexedDbCheckpoints();

it('leaves a whole one when a worker is ended while it adds', async () => {
  const store = indexedDbCheckpoints('worker');
  for (const delay of [0, 3, 6, 9, 12]) {
    await forgetDatabase();
    const worker = new Worker(new URL('../testing/checkpoint-worker.ts', import.meta.url), {
      type: 'module',
    });
    const added = await new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }) => data === 3 && setTimeout(() => resolve(data), delay);
      worker.onerror = ({ message }) => reject(new Error(message || 'the worker failed'));
    });
    worker.terminate();
    const steps = await store.steps();
    expect(steps).toHaveLength(2);
    expect(steps.at(-1)).toBeGreaterThanOrEqual(added);
    const files = (await store.newest())!;
    expect(isWhole(files, 'worker')).toBe(true);
    expect(files.get('tensors.bin')![0]).toBe(steps.at(-1));
  }
  await forgetDatabase();
});
