import { type Dataset, disposeBatch } from '@autoencoders/data';
import { DataError, NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { datasetOf } from '../dataset-of.js';
import { givingWay } from '../give-way.js';
import type { LatentVariableModel } from '../latent-variable-model.js';
import { meanWithStandardError } from '../mean-with-standard-error.js';
import type { LikelihoodEstimate, LikelihoodSettings } from './likelihood-options.js';
import { posteriorDraws } from './posterior-draws.js';
import { repeatRows } from './repeat-rows.js';

/** Some draws of each example, `[batch, draws]` each. */
export interface Draws {
  /** `-log p(x | z)` */
  readonly reconstruction: tf.Tensor;
  /** `log p(z) - log q(z | x)` */
  readonly logRatio: tf.Tensor;
}

/** How draws become a figure of each example. What it keeps stays on the engine and does not grow. */
export interface Estimator {
  /** Joins draws to what is kept of those before. */
  join(draws: Draws, kept: readonly tf.Tensor[] | undefined): tf.Tensor[];
  /** The figure of each example, `[batch]`; the divergence `[batch]` where it is known in closed form. */
  finish(kept: readonly tf.Tensor[], divergence: tf.Tensor | undefined): tf.Tensor;
}

/** Walks through a dataset and the draws of each of its examples; one read from the engine for each batch. */
export async function overDraws(
  model: LatentVariableModel,
  data: Dataset | tf.Tensor,
  settings: LikelihoodSettings,
  estimator: Estimator,
): Promise<LikelihoodEstimate> {
  const dataset = datasetOf(data);
  // What is known to fail at the end is not begun.
  if (dataset.size === 1) throw new DataError('a standard error needs two examples or more, there is 1');
  const { batchSize, signal, onProgress } = settings;
  signal?.throwIfAborted();
  const giveWay = givingWay(signal);
  const parts: number[] = [];
  for await (const batch of dataset.batches({ batchSize })) {
    try {
      for (const value of await ofBatch(model, batch.x, parts.length, settings, estimator, giveWay)) {
        if (!Number.isFinite(value)) {
          throw new NumericalError(
            `the likelihood of example ${parts.length} is ${value}: check its values and the model's weights`,
          );
        }
        parts.push(value);
      }
    } finally {
      disposeBatch(batch);
    }
    onProgress?.(parts.length, dataset.size);
  }
  const examples = Float64Array.from(parts);
  return { ...meanWithStandardError(examples), examples };
}

async function ofBatch(
  model: LatentVariableModel,
  x: tf.Tensor,
  first: number,
  { samples, chunk, seed }: LikelihoodSettings,
  estimator: Estimator,
  giveWay: () => Promise<void>,
): Promise<Float32Array> {
  const batch = x.shape[0]!;
  const rows = Math.min(chunk, samples);
  const posterior = posteriorDraws(model, x, seed, first);
  // Once for all chunks of the batch: each draw of an example is compared with the same values.
  const repeated = tf.tidy(() => repeatRows(x, rows));
  let kept: tf.Tensor[] | undefined;
  try {
    for (let from = 0; from < samples; from += chunk) {
      const to = Math.min(from + chunk, samples);
      const before = kept;
      kept = tf.tidy(() => {
        const { z, logRatio } = posterior.draw([from, to]);
        const targets = to - from === rows ? repeated : repeatRows(x, to - from);
        const reconstruction = tf.reshape(model.negativeLogLikelihood(targets, z), [batch, to - from]);
        return estimator.join({ reconstruction, logRatio }, before);
      });
      tf.dispose(before ?? []);
      await giveWay();
    }
    const figure = tf.tidy(() => estimator.finish(kept!, posterior.divergence));
    return await figure.data<'float32'>().finally(() => figure.dispose());
  } finally {
    posterior.dispose();
    tf.dispose([repeated, ...(kept ?? [])]);
  }
}
