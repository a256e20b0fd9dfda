import { randomSource } from '@autoencoders/backend';
import { klFromStandardNormalPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type {
  DrawnPosteriorModel,
  GaussianPosteriorModel,
  LatentVariableModel,
} from '../latent-variable-model.js';
import { drawsUnder } from './draws-under.js';
import { posteriorNoise } from './posterior-noise.js';
import { repeatRows } from './repeat-rows.js';

/** The draws `from` to `to` of each example. */
export type Span = readonly [from: number, to: number];

/** Codes, and how much likelier the prior makes them than the posterior. */
export interface CodeDraws {
  /** `[batch · draws, ...latentShape]` */
  readonly z: tf.Tensor;
  /** `log p(z) - log q(z | x)`, `[batch, draws]`. */
  readonly logRatio: tf.Tensor;
}

/** The posteriors of a batch. */
export interface PosteriorDraws {
  draw(span: Span): CodeDraws;
  /** `KL(q(z | x) ‖ p(z))` of each example, `[batch]`, where it is known in closed form. */
  readonly divergence: tf.Tensor | undefined;
  dispose(): void;
}

/** The posteriors of the examples from the one numbered `first` on; draws are keyed by seed, example and draw. */
export function posteriorDraws(
  model: LatentVariableModel,
  x: tf.Tensor,
  seed: number,
  first: number,
): PosteriorDraws {
  return 'posterior' in model ? gaussianDraws(model, x, seed, first) : ownDraws(model, x, seed, first);
}

function gaussianDraws(
  model: GaussianPosteriorModel,
  x: tf.Tensor,
  seed: number,
  first: number,
): PosteriorDraws {
  const batch = x.shape[0]!;
  let latentShape: number[] = [];
  const { mean, deviation, volume, divergence } = tf.tidy(() => {
    const posterior = model.posterior(x);
    latentShape = posterior.mean.shape.slice(1);
    const mean = tf.reshape(posterior.mean, [batch, -1]);
    const logVariance = tf.reshape(posterior.logVariance, [batch, -1]);
    return {
      mean: tf.expandDims(mean, 1),
      deviation: tf.expandDims(tf.exp(tf.mul(logVariance, 0.5)), 1),
      volume: tf.mul(tf.sum(logVariance, 1, true), 0.5),
      divergence: klFromStandardNormalPerExample(mean, logVariance),
    };
  });
  const width = mean.shape[2]!;
  return {
    divergence: model.logPrior ? undefined : divergence,
    draw([from, to]) {
      const noise = posteriorNoise(seed, first, batch, [from, to], width);
      const codes = tf.add(mean, tf.mul(deviation, noise));
      const z = tf.reshape(codes, [batch * (to - from), ...latentShape]);
      if (!model.logPrior) {
        const ratio = tf.sum(tf.sub(tf.square(noise), tf.square(codes)), 2);
        return { z, logRatio: tf.add(tf.mul(ratio, 0.5), volume) };
      }
      const spread = tf.mul(tf.add(tf.sum(tf.square(noise), 2), width * Math.log(2 * Math.PI)), 0.5);
      const prior = tf.reshape(model.logPrior(z), [batch, to - from]);
      return { z, logRatio: tf.add(tf.add(prior, spread), volume) };
    },
    dispose: () => tf.dispose([mean, deviation, volume, divergence]),
  };
}

function ownDraws(model: DrawnPosteriorModel, x: tf.Tensor, seed: number, first: number): PosteriorDraws {
  const batch = x.shape[0]!;
  return {
    divergence: undefined,
    draw([from, to]) {
      const draws = to - from;
      // Keyed by batch and chunk: the model draws for all of its inputs at once.
      const random = drawsUnder(`draw-${from}`, randomSource(seed, first));
      const { z, logDensity } = model.drawPosterior(repeatRows(x, draws), random);
      return { z, logRatio: tf.reshape(tf.sub(logPriorOf(model, z), logDensity), [batch, draws]) };
    },
    dispose: () => {},
  };
}

/** `log p(z)` of codes `[batch, ...latentShape]`, in nats: `[batch]`. */
export function logPriorOf({ logPrior }: LatentVariableModel, z: tf.Tensor): tf.Tensor1D {
  if (logPrior) return logPrior(z);
  return tf.tidy(() => {
    const rows = tf.reshape(z, [z.shape[0]!, -1]);
    const squares = tf.sum(tf.square(rows), 1);
    return tf.mul(tf.add(squares, rows.shape[1]! * Math.log(2 * Math.PI)), -0.5) as tf.Tensor1D;
  });
}
