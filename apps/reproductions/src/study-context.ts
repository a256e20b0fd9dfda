import { join } from 'node:path';
import { type Callback, checkpoint, fit, type History } from '@autoencoders/core';
import { checkpointFolder } from '@autoencoders/core/node';
import { Interrupted } from './interrupted.js';
import { keptResult } from './kept-result.js';
import { type Stream, showProgress } from './progress.js';
import type { StudyContext } from './study.js';

/** What the context of a study is made of. */
export interface ContextOptions {
  readonly seed: number;
  readonly quick: boolean;
  /** How many times as long as usual a study that continues trains. Default 1. */
  readonly longer?: number;
  /** Where checkpoints go; left out, none are made. */
  readonly checkpoints?: string;
  readonly signal: AbortSignal;
  readonly stderr: Stream;
}

/** A context whose trainings show progress, leave checkpoints, and go on from those that are there. */
export function studyContext(given: ContextOptions): StudyContext {
  const { seed, quick, longer = 1, checkpoints, signal, stderr } = given;

  function options(name: string) {
    const store = checkpoints === undefined ? undefined : checkpointFolder(join(checkpoints, name));
    const callbacks: Callback[] = [showProgress(stderr, name)];
    if (!store) return { seed, signal, callbacks };
    return {
      seed,
      signal,
      callbacks: [...callbacks, checkpoint({ store, everySeconds: 60, keep: 1 })],
      resume: store,
    };
  }

  function checkEnd(name: string, { stopped, steps }: History): void {
    if (stopped !== 'aborted') return;
    throw new Interrupted(
      `interrupted in '${name}' at step ${steps}${checkpoints === undefined ? '' : ': --resume goes on from there'}`,
    );
  }

  return {
    seed,
    quick,
    longer,
    pick: (full, short) => (quick ? short : full),
    say: (line) => void stderr.write(`${line}\n`),
    options,
    checkEnd,
    kept: (name, work) =>
      checkpoints === undefined ? work() : keptResult(join(checkpoints, `${name}.json`), work),
    train: async (name, model, data, own) => {
      const shared = options(name);
      const callbacks = [...(own.callbacks ?? []), ...shared.callbacks];
      const history = await fit(model, data, { ...shared, ...own, callbacks });
      checkEnd(name, history);
      return history;
    },
  };
}
