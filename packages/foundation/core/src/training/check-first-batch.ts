import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Batch } from '@autoencoders/data';
import { BackendError, DataError, formatShape, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder, Phase } from '../autoencoder.js';

/**
 * Checks that inputs fit the model's shape.
 *
 * @throws {ShapeError} naming both shapes.
 */
export function checkInputShape(model: Autoencoder, shape: readonly number[]): void {
  if (!tf.util.arraysEqual([...shape], [...model.inputShape])) {
    throw new ShapeError(
      `the data has examples of shape ${formatShape(shape)}, the model takes ${formatShape(model.inputShape)}`,
    );
  }
}

/**
 * Checks that a batch is finite and within the model's domain.
 *
 * @throws {DataError} naming the range found and what asks for another.
 */
export async function checkValues(model: Autoencoder, { x }: Batch): Promise<void> {
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
 * Runs each phase's loss and gradient on one example, so that what the engine lacks is named before the first
 * step.
 *
 * @throws {BackendError} naming engine, phase and kernel or gradient.
 */
export function dryRun(model: Autoencoder, batch: Batch): void {
  for (const phase of model.phases) {
    try {
      tf.tidy(() => gradientsOfOne(phase, batch));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const kernel = /Kernel '(\w+)' not registered|gradient function not found for (\w+)/.exec(message);
      if (!kernel) throw error;
      const what = kernel[1] ? `kernel '${kernel[1]}'` : `gradient of '${kernel[2]}'`;
      throw new BackendError(
        `the engine '${tf.getBackend()}' has no ${what}, which phase '${phase.name}' of '${model.kind}' needs: call 'await useBackend()' before, or choose another engine`,
        { cause: error },
      );
    }
  }
}

function gradientsOfOne(phase: Phase, { x, y }: Batch): void {
  const first = (tensor: tf.Tensor) => tf.slice(tensor, 0, 1);
  const one: Batch = { x: first(x), ...(y ? { y: first(y) } : {}) };
  // Not training: batch statistics and the like stay as they are.
  const context = { step: 0, epoch: 0, training: false, random: randomSource(0) };
  withRandomSource(context.random, () =>
    tf.variableGrads(() => phase.loss(one, context).loss, [...phase.variables]),
  );
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
