import type { Files, ModelStore } from './store.js';

/** A store in memory, for tests and for passing models on. */
export function memoryStore(): ModelStore {
  let kept: Files | undefined;
  return {
    description: 'memory',
    write: async (files) => {
      kept = new Map([...files].map(([path, bytes]) => [path, bytes.slice()]));
    },
    read: async () => kept && new Map([...kept].map(([path, bytes]) => [path, bytes.slice()])),
  };
}
