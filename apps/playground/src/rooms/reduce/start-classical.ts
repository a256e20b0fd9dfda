import { type Remote, wrap } from 'comlink';
import type { ClassicalVerbs } from './classical-worker.js';

/** The worker of the classical methods. */
export interface ClassicalWorker {
  readonly verbs: Remote<ClassicalVerbs>;
  /** Ends it at once: what it was asked for is never answered. */
  end(): void;
}

/** Starts one; told when it breaks down. */
export function startClassical(onCrash: (reason: string) => void): ClassicalWorker {
  const worker = new Worker(new URL('./classical-worker.js', import.meta.url), { type: 'module' });
  worker.onerror = ({ message }) => onCrash(message || 'the worker of the classical methods came to a halt');
  return { verbs: wrap<ClassicalVerbs>(worker), end: () => worker.terminate() };
}
