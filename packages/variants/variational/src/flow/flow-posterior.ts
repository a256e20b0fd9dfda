import type { Networks } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import { gaussianNegativeLogLikelihoodPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { FlowRoles } from './networks.js';
import type { FlowSettings } from './options.js';

/** Codes and how likely their posterior makes them. */
export interface PosteriorDraw {
  /** `[batch, latentDim]` */
  readonly z: tf.Tensor;
  /** `log q(z | x)` of each example, in nats, `[batch]`. */
  readonly logDensity: tf.Tensor1D;
}

/**
 * The code that a flow makes of noise, and its density by the change of variables:
 *
 * `log q(z | x) = log N(ε; 0, I) - Σ_d (½ v_d + Σ_t log σ_td)`, with the log-variance `v` of where the flow begins.
 * Source: Kingma et al. 2016, eq. 10 to 12.
 *
 * @param noise `ε`, `[batch, latentDim]`
 */
export function flowCodes(
  { encoder, flow }: Pick<Networks<FlowRoles>, 'encoder' | 'flow'>,
  { inputShape }: FlowSettings,
  x: tf.Tensor,
  noise: (shape: readonly number[]) => tf.Tensor,
  training: boolean,
): PosteriorDraw {
  checkShape('x', x.shape, [null, ...inputShape]);
  const [mean, logVariance, context] = encoder.apply(x, { training }) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const drawn = noise(mean.shape);
  const start = reparameterize(mean, logVariance, drawn);
  const [z, logScale] = flow.apply([start, context], { training }) as [tf.Tensor, tf.Tensor];
  const volume = tf.sum(tf.add(tf.mul(logVariance, 0.5), logScale), 1);
  const base = tf.neg(gaussianNegativeLogLikelihoodPerExample(drawn, tf.zerosLike(drawn), 0));
  return { z, logDensity: tf.sub(base, volume) as tf.Tensor1D };
}
