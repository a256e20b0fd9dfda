import { type Remote, wrap } from 'comlink';
import type { Verbs } from '../worker/main.js';

/** The worker and the line to it. */
export interface RemoteWorker {
  readonly verbs: Remote<Verbs>;
  /** Ends it at once: what it was asked for is never answered. */
  end(): void;
}

/** Starts the worker; it loads the engine when it is first needed. */
export function startWorker(onCrash: (reason: string) => void): RemoteWorker {
  const worker = new Worker(new URL('../worker/main.js', import.meta.url), { type: 'module' });
  worker.onerror = ({ message }) => onCrash(message || 'the worker came to a halt');
  return { verbs: wrap<Verbs>(worker), end: () => worker.terminate() };
}
