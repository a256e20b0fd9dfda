import { randomSource, withRandomSource } from '@autoencoders/backend';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { BackendError, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Phase, Trainable } from '../autoencoder.js';
import { allWeights } from './all-weights.js';

/**
 * Checks that inputs fit the model's shape.
 *
 * @throws {ShapeError} naming both shapes.
 */
export function checkInputShape(model: Trainable, shape: readonly number[]): void {
  if (!tf.util.arraysEqual([...shape], [...model.inputShape])) {
    throw new ShapeError(
      `the data has examples of shape ${formatShape(shape)}, the model takes ${formatShape(model.inputShape)}`,
    );
  }
}

/**
 * Does something with the first batch of a dataset and disposes it.
 *
 * @throws {DataError} when there is none.
 */
export async function firstBatch(
  data: Dataset,
  batchSize: number,
  work: (batch: Batch) => Promise<void>,
): Promise<void> {
  for await (const batch of data.batches({ batchSize })) {
    try {
      await work(batch);
    } finally {
      disposeBatch(batch);
    }
    return;
  }
  throw new DataError('the dataset has no examples: give at least one');
}

/**
 * Checks that a batch is finite and within the model's domain.
 *
 * @throws {DataError} naming the range found and what asks for another.
 */
export async function checkValues(model: Trainable, { x }: Batch): Promise<void> {
  if (x.dtype !== 'float32') {
    throw new DataError(`the examples are of type ${x.dtype}: make them float32, with x.toFloat()`);
  }
  const range = tf.tidy(() => tf.stack([tf.min(x), tf.max(x), tf.sum(tf.cast(tf.isFinite(x), 'float32'))]));
  const [minimum, maximum, finite] = (await range.data()) as unknown as [number, number, number];
  range.dispose();
  if (finite < x.size) {
    throw new DataError(
      `${x.size - finite} of ${x.size} values in the first batch are not finite numbers: replace or drop them`,
    );
  }
  const { domain } = model;
  // Rounding may leave a scaled value a little outside.
  const slack = 1e-5;
  if (domain && (minimum < domain.minimum - slack || maximum > domain.maximum + slack)) {
    throw new DataError(`values in [${short(minimum)}, ${short(maximum)}] with ${domain.reason}`);
  }
}

/**
 * Runs each phase's loss and gradient on two examples, so that what the engine lacks is named before the first
 * step. Weights that a layer updates meanwhile (batch statistics) are put back.
 *
 * @throws {BackendError} naming engine, phase and kernel or gradient.
 */
export function dryRun(model: Trainable, batch: Batch, seed: number): void {
  const before = [...allWeights(model).values()].map((variable) => [variable, tf.clone(variable)] as const);
  try {
    for (const phase of model.phases) tryPhase(model.kind, phase, batch, seed);
  } finally {
    for (const [variable, value] of before) {
      variable.assign(value);
      value.dispose();
    }
  }
}

function tryPhase(kind: string, phase: Phase, batch: Batch, seed: number): void {
  try {
    tf.tidy(() => gradientsOfFew(phase, batch, seed));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const lacking = /Kernel '(\w+)' not registered|gradient function not found for (\w+)/.exec(message);
    if (!lacking) throw error;
    const what = lacking[1] ? `kernel '${lacking[1]}'` : `gradient of '${lacking[2]}'`;
    throw new BackendError(
      `the engine '${tf.getBackend()}' has no ${what}, which phase '${phase.name}' of '${kind}' needs: call 'await useBackend()' before, or choose another engine`,
      { cause: error },
    );
  }
}

function gradientsOfFew(phase: Phase, { x, y }: Batch, seed: number): void {
  const few = (tensor: tf.Tensor) => tf.slice(tensor, 0, Math.min(2, tensor.shape[0]!));
  const batch: Batch = { x: few(x), ...(y ? { y: few(y) } : {}) };
  const context = { step: 0, epoch: 0, training: true, random: randomSource(seed) };
  withRandomSource(context.random, () =>
    tf.variableGrads(() => phase.loss(batch, context).loss, [...phase.variables]),
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
