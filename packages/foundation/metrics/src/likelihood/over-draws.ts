import { type Dataset, disposeBatch } from '@autoencoders/data';
import { DataError, NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { datasetOf } from '../dataset-of.js';
import { givingWay } from '../give-way.js';
import type { LatentVariableModel } from '../importance-weighted.js';
import { meanWithStandardError } from '../mean-with-standard-error.js';
import type { LikelihoodEstimate, LikelihoodSettings } from './likelihood-options.js';
import { posteriorNoise } from './posterior-noise.js';

/** The posterior of a batch, `[batch, 1, width]` each. */
export interface BatchPosterior {
  readonly mean: tf.Tensor;
  readonly logVariance: tf.Tensor;
}

/** Some draws of each example: `z = mean + σ noise`. */
export interface Draws {
  /** `[batch, draws, width]` */
  readonly z: tf.Tensor;
  /** `[batch, draws, width]` */
  readonly noise: tf.Tensor;
  /** `-log p(x | z)`, `[batch, draws]`. */
  readonly reconstruction: tf.Tensor;
}

/** How draws become a figure of each example. What it keeps stays on the engine and does not grow. */
export interface Estimator {
  /** Joins draws to what is kept of those before. */
  join(draws: Draws, kept: readonly tf.Tensor[] | undefined): tf.Tensor[];
  /** The figure of each example, `[batch]`. */
  finish(kept: readonly tf.Tensor[], posterior: BatchPosterior): tf.Tensor;
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
  const { repeated, latentShape, posterior } = tf.tidy(() => {
    const { mean, logVariance } = model.posterior(x);
    const flat = (tensor: tf.Tensor) => tf.reshape(tensor, [batch, 1, -1]);
    return {
      latentShape: mean.shape.slice(1),
      posterior: {
        mean: flat(mean),
        logVariance: flat(logVariance),
        deviation: tf.exp(tf.mul(flat(logVariance), 0.5)),
      },
      // Once for all chunks of the batch: each draw of an example is compared with the same values.
      repeated: repeatRows(x, rows),
    };
  });
  const width = posterior.mean.shape[2]!;
  let kept: tf.Tensor[] | undefined;
  try {
    for (let from = 0; from < samples; from += chunk) {
      const to = Math.min(from + chunk, samples);
      const before = kept;
      kept = tf.tidy(() => {
        const noise = posteriorNoise(seed, first, batch, [from, to], width);
        const z = tf.add(posterior.mean, tf.mul(posterior.deviation, noise));
        const targets = to - from === rows ? repeated : repeatRows(x, to - from);
        const codes = tf.reshape(z, [batch * (to - from), ...latentShape]);
        const reconstruction = tf.reshape(model.negativeLogLikelihood(targets, codes), [batch, to - from]);
        return estimator.join({ z, noise, reconstruction }, before);
      });
      tf.dispose(before ?? []);
      await giveWay();
    }
    const figure = tf.tidy(() => estimator.finish(kept!, posterior));
    return await figure.data<'float32'>().finally(() => figure.dispose());
  } finally {
    tf.dispose([repeated, ...Object.values(posterior), ...(kept ?? [])]);
  }
}

/** Each row so many times, one after another: `[batch · times, ...shape]`. */
function repeatRows(x: tf.Tensor, times: number): tf.Tensor {
  const [batch, ...shape] = x.shape as [number, ...number[]];
  const repeated = tf.tile(tf.reshape(x, [batch, 1, -1]), [1, times, 1]);
  return tf.reshape(repeated, [batch * times, ...shape]);
}
