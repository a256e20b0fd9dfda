import { type WorkerLine, workerLine } from '@autoencoders/app-kit';
import type { ClassicalVerbs } from './classical-worker.js';

/** The worker of the classical methods. */
export type ClassicalWorker = WorkerLine<ClassicalVerbs>;

/** Starts one; told when it breaks down. */
export function startClassical(onCrash: (reason: string) => void): ClassicalWorker {
  return workerLine<ClassicalVerbs>(
    new Worker(new URL('./classical-worker.js', import.meta.url), { type: 'module' }),
    onCrash,
  );
}
