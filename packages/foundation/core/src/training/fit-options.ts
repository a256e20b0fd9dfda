import type { Dataset } from '@autoencoders/data';
import { checkInteger, checkNumber, OptionError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';
import type { Phase } from '../autoencoder.js';
import type { CheckpointSource } from '../checkpoints/checkpoint-store.js';
import { adam } from '../optimizers/adam.js';
import { checkClipping, type GradientClipping } from '../optimizers/clip-gradients.js';
import type { OptimizerFactory } from '../optimizers/optimizer.js';
import { constantRate, type Schedule } from '../optimizers/schedules.js';
import type { Callback } from './callback.js';

/** The learning rate of phases that are given none. */
const standardRate = 1e-3;

/** How to train. */
export interface FitOptions {
  /** Times to go through the data, in all (a resumed run counts those before). */
  readonly epochs: number;
  /** Examples per step. Default 128. */
  readonly batchSize?: number;
  /** Keys shuffling, noise and every other draw. Default 0. */
  readonly seed?: number;
  /** Shuffle the data anew each epoch. Default true. */
  readonly shuffle?: boolean;
  /** One for all phases, or some phases' own by name. Default `adam()`. */
  readonly optimizer?: OptimizerFactory | Readonly<Record<string, OptimizerFactory>>;
  /** A number, a schedule over steps, or either for some phases by name. Default 1e-3. */
  readonly learningRate?: number | Schedule | Readonly<Record<string, number | Schedule>>;
  /** Bounds on gradients. Default none. */
  readonly gradientClipping?: GradientClipping;
  /** Decoupled weight decay of the default optimizer (AdamW). Default 0; own optimizers take their own. */
  readonly weightDecay?: number;
  /** Evaluated after every epoch; its figures are in the history and can be monitored. */
  readonly validation?: Dataset | tf.Tensor;
  /** Progress, early stopping, checkpoints and the like. */
  readonly callbacks?: readonly Callback[];
  /** Ends the training after the step under way; `fit` then returns what there is. */
  readonly signal?: AbortSignal;
  /** Continue from the newest checkpoint here, exactly; with none there, start from the beginning. */
  readonly resume?: CheckpointSource;
}

/** The learning rate and optimizer of each phase, by name. */
export interface PhaseSettings {
  readonly optimizer: OptimizerFactory;
  readonly schedule: Schedule;
}

/**
 * Checks the options and says what each phase is updated with.
 *
 * @throws {OptionError} naming the option and the value, or listing the phases when a name is unknown.
 */
export function phaseSettings(options: FitOptions, phases: readonly Phase[]): PhaseSettings[] {
  checkInteger('epochs', options.epochs, 0);
  checkInteger('batchSize', options.batchSize ?? 128);
  checkInteger('seed', options.seed ?? 0, 0);
  checkNumber('weightDecay', options.weightDecay ?? 0, 0);
  checkClipping(options.gradientClipping ?? {});
  const standard = adam({ weightDecay: options.weightDecay ?? 0 });
  const { optimizer = standard, learningRate = standardRate } = options;
  checkPhaseNames('optimizer', optimizer, phases);
  checkPhaseNames('learningRate', learningRate, phases);
  return phases.map(({ name }) => {
    const factory = typeof optimizer === 'function' ? optimizer : (optimizer[name] ?? standard);
    const rate = typeof learningRate === 'object' ? (learningRate[name] ?? standardRate) : learningRate;
    return { optimizer: factory, schedule: typeof rate === 'function' ? rate : constantRate(rate) };
  });
}

function checkPhaseNames(option: string, given: unknown, phases: readonly Phase[]): void {
  if (typeof given !== 'object' || given === null) return;
  const names = phases.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (!names.includes(name)) {
      throw new OptionError(`${option} names '${name}': the phases are ${names.join(', ')}`);
    }
  }
}
