import { type WorkerLine, workerLine } from '@autoencoders/app-kit';
import type { Verbs } from '../worker/main.js';

export type RemoteWorker = WorkerLine<Verbs>;

/** Starts the worker; it loads the engine when it is first needed. */
export function startWorker(onCrash: (reason: string) => void): RemoteWorker {
  return workerLine<Verbs>(
    new Worker(new URL('../worker/main.js', import.meta.url), { type: 'module' }),
    onCrash,
  );
}
