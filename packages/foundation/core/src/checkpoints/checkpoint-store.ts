import type { Files } from '../stores/store.js';

/** Where checkpoints can be read from. */
export interface CheckpointSource {
  /** What messages call it. */
  readonly description: string;
  /** The files of the newest whole checkpoint; `undefined` when there is none. */
  newest(): Promise<Files | undefined>;
}

/** Where checkpoints are kept, by the step they were taken at. */
export interface CheckpointStore extends CheckpointSource {
  /**
   * Adds one, whole or not at all, then drops all but the newest `keep`. Those of later steps, left by a training
   * that was not gone on with, are dropped too: they would be taken for the newest.
   */
  add(step: number, files: Files, keep: number): Promise<void>;
  /** The steps of the checkpoints that are there, oldest first. */
  steps(): Promise<number[]>;
}

/** Checkpoints in memory, for tests and short-lived pages. */
export function memoryCheckpoints(): CheckpointStore {
  const kept = new Map<number, Files>();
  const steps = () => [...kept.keys()].sort((a, b) => a - b);
  return {
    description: 'memory',
    newest: async () => kept.get(steps().at(-1) ?? -1),
    steps: async () => steps(),
    add: async (step, files, keep) => {
      for (const later of steps().filter((other) => other > step)) kept.delete(later);
      kept.set(step, files);
      for (const old of steps().slice(0, -keep)) kept.delete(old);
    },
  };
}
