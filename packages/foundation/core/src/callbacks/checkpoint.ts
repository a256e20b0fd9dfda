import { checkInteger, checkNumber } from '@autoencoders/errors';
import type { Json } from '../autoencoder.js';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.js';
import { save } from '../saving/save.js';
import type { ModelStore } from '../stores/store.js';
import type { Callback, TrainingRun } from '../training/callback.js';
import { type Monitor, monitored } from './monitor.js';

/** Options of {@link checkpoint}. */
export interface CheckpointOptions extends Monitor {
  /** Where checkpoints are kept; `fit`'s `resume` reads them. */
  readonly store: CheckpointStore;
  /** Take one every so many steps. Default: by time alone. */
  readonly everySteps?: number;
  /** Take one when so many seconds have passed. Default 30 where `everySteps` is not given. */
  readonly everySeconds?: number;
  /** How many to keep. Default 2. */
  readonly keep?: number;
  /** Save the model here whenever the monitored figure is the best so far. */
  readonly best?: ModelStore;
  /** How inputs are scaled, saved with the best model. */
  readonly scaling?: Json;
}

/**
 * Takes checkpoints while training, from which a run continues exactly, and saves the best model so far. One is
 * taken after the last step too, so that nothing is lost on an abort.
 *
 * @throws {OptionError} for intervals that are not positive.
 */
export function checkpoint(options: CheckpointOptions): Callback {
  const { store, everySteps, keep = 2, best, scaling } = options;
  const everySeconds = options.everySeconds ?? (everySteps === undefined ? 30 : Number.POSITIVE_INFINITY);
  if (everySteps !== undefined) checkInteger('everySteps', everySteps);
  if (options.everySeconds !== undefined) checkNumber('everySeconds', options.everySeconds, 0);
  checkInteger('keep', keep);
  let taken = performance.now();
  let lastStep = -1;
  let bestFigure: number | undefined;
  const take = async (run: TrainingRun) => {
    if (run.step === lastStep) return;
    await store.add(run.step, await run.snapshot(), keep);
    lastStep = run.step;
    taken = performance.now();
  };
  return {
    onTrainBegin: (run) => {
      lastStep = run.step;
      taken = performance.now();
      // Used again for another training.
      if (run.step === 0) bestFigure = undefined;
    },
    onStep: (run) => {
      const due = everySteps !== undefined && run.step % everySteps === 0;
      if (due || performance.now() - taken >= everySeconds * 1000) return take(run);
    },
    onEpochEnd: async (record, run) => {
      if (!best) return;
      const figure = monitored(record, options);
      if (bestFigure !== undefined && figure >= bestFigure) return;
      bestFigure = figure;
      const metadata = { epoch: record.epoch, monitored: figure };
      await save(run.model, best, { metadata, ...(scaling === undefined ? {} : { scaling }) });
    },
    onLastStep: take,
    persistent: {
      name: 'checkpoint',
      save: () => ({ json: bestFigure ?? null }),
      restore: (json) => {
        bestFigure = json === null ? undefined : (json as number);
      },
    },
  };
}
