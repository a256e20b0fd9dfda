import { type Dataset, tensorDataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Trainable } from '../autoencoder.js';
import type { Callback } from './callback.js';
import { checkInputShape } from './check-first-batch.js';
import { type FitOptions, phaseSettings } from './fit-options.js';
import type { History } from './history.js';
import { Training } from './training.js';

/**
 * Trains a model: for each batch, each of its phases takes its updates down its own loss, with an optimizer of
 * its own. Draws are keyed by seed and step, so the same call gives the same weights (to the bit on `wasm` and
 * `cpu`), and so does a run that was interrupted and resumed.
 *
 * Nothing in a step waits for the device; loss terms are read a few times a second.
 *
 * @example
 * const history = await fit(model, data, { epochs: 10, callbacks: [earlyStopping()] });
 *
 * @param data a dataset, or a tensor `[examples, ...inputShape]`
 * @returns the figures of every epoch, and why it ended.
 * @throws {OptionError} for impossible options.
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data, or values are not finite or out of the model's domain.
 * @throws {BackendError} before the first step, when the engine lacks a kernel or gradient.
 * @throws {NumericalError} when a loss becomes infinite or NaN, naming phase, term and step.
 * @throws {ModelFormatError} when a checkpoint to resume from is damaged or of another run.
 */
export async function fit(
  model: Trainable,
  data: Dataset | tf.Tensor,
  options: FitOptions,
): Promise<History> {
  const settings = phaseSettings(options, model.phases);
  checkNames([...(model.callbacks ?? []), ...(options.callbacks ?? [])]);
  const dataset = asDataset(data);
  const validation = options.validation && asDataset(options.validation);
  for (const { shape } of validation ? [dataset, validation] : [dataset]) checkInputShape(model, shape);
  await tf.ready();
  const training = new Training(model, dataset, validation, settings, options);
  try {
    return await training.run();
  } finally {
    training.dispose();
  }
}

/** What callbacks keep in a checkpoint is told apart by name. */
function checkNames(callbacks: readonly Callback[]): void {
  const names = callbacks.flatMap(({ persistent }) => persistent?.name ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new OptionError(`two callbacks are called '${twice}': give one of them, or another name`);
  }
}

/** A tensor as a dataset; a dataset as it is. */
export function asDataset(data: Dataset | tf.Tensor): Dataset {
  return data instanceof tf.Tensor ? tensorDataset(data) : data;
}
