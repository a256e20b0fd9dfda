import { type Remote, wrap } from 'comlink';

/** A worker, as a page speaks to it. */
export interface WorkerLine<Verbs> {
  readonly verbs: Remote<Verbs>;
  /** Ends it at once: what it was asked for is never answered. */
  end(): void;
}

/** The line to a worker that exposes verbs by Comlink; a page makes the worker itself, so that bundlers find its code. */
export function workerLine<Verbs>(worker: Worker, onCrash: (reason: string) => void): WorkerLine<Verbs> {
  worker.onerror = ({ message }) => onCrash(message || 'the worker came to a halt');
  return { verbs: wrap<Verbs>(worker), end: () => worker.terminate() };
}
