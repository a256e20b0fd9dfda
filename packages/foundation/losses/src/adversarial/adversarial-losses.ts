import { checkChoice, checkNumber, checkShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** The objectives that a discriminator and what it judges may play for. */
export const adversarialLossNames = [
  'nonSaturating',
  'saturating',
  'leastSquares',
  'hinge',
  'wasserstein',
] as const;

/** One of {@link adversarialLossNames}. */
export type AdversarialLossName = (typeof adversarialLossNames)[number];

/** Options of {@link discriminatorLoss}. */
export interface DiscriminatorLossOptions {
  /** Taken off the target of real examples, 1, so that the discriminator is never asked for certainty. Default 0. */
  readonly labelSmoothing?: number;
  /** Of the term of the fake examples: 2 where two kinds of them, given together, count as one each. Default 1. */
  readonly fakeWeight?: number;
}

/**
 * What a discriminator with logits `s` lowers, averaged over the examples, with `ζ` the softplus and `ε` the label
 * smoothing; the second term is that of the fake examples, which `fakeWeight` multiplies:
 *
 * - `'nonSaturating'`, `'saturating'`: `E[ζ(s_real) - (1 - ε) s_real] + E[ζ(s_fake)]`, the cross-entropy; in nats;
 * - `'leastSquares'`: `½ E[(s_real - 1 + ε)²] + ½ E[s_fake²]`;
 * - `'hinge'`: `E[max(0, 1 - s_real)] + E[max(0, 1 + s_fake)]`;
 * - `'wasserstein'`: `-E[s_real] + E[s_fake]`, of a critic whose slope something else bounds.
 *
 * Sources: Goodfellow et al. 2014, eq. 1; Salimans et al. 2016, section 3.4 (one-sided label smoothing); Mao et al.
 * 2017, eq. 2 and 9; Miyato et al. 2018, eq. 16; Arjovsky et al. 2017, algorithm 1.
 *
 * @param real logits of real examples, `[batch]` or `[batch, 1]`
 * @param fake logits of those made by a network, `[batch]` or `[batch, 1]`
 * @throws {ShapeError} for logits of another shape.
 * @throws {OptionError} for an unknown name, smoothing outside [0, 1), or smoothing where there is no target.
 */
export function discriminatorLoss(
  name: AdversarialLossName,
  real: tf.Tensor,
  fake: tf.Tensor,
  { labelSmoothing = 0, fakeWeight = 1 }: DiscriminatorLossOptions = {},
): tf.Scalar {
  checkChoice('name', name, adversarialLossNames);
  checkNumber('labelSmoothing', labelSmoothing, 0, 1 - Number.EPSILON);
  checkNumber('fakeWeight', fakeWeight, 0);
  if (labelSmoothing > 0 && (name === 'hinge' || name === 'wasserstein')) {
    throw new OptionError(
      `labelSmoothing is ${labelSmoothing}, and the loss '${name}' has no target to smooth: leave it out, or choose 'nonSaturating' or 'leastSquares'`,
    );
  }
  checkLogits('real', real);
  checkLogits('fake', fake);
  return tf.tidy(() => {
    const { ofReal, ofFake } = games[name];
    const ofAllFake = tf.mean(ofFake(fake));
    const weighed = fakeWeight === 1 ? ofAllFake : tf.mul(ofAllFake, fakeWeight);
    return tf.add(tf.mean(ofReal(real, 1 - labelSmoothing)), weighed) as tf.Scalar;
  });
}

/**
 * What the network that makes the fake examples lowers against a discriminator's logits `s`, averaged over them:
 *
 * - `'nonSaturating'`: `E[ζ(-s_fake)]`, which is `-E[log D]`: a slope where the discriminator is sure;
 * - `'saturating'`: `-E[ζ(s_fake)]`, which is `E[log(1 - D)]`, the minimax game;
 * - `'leastSquares'`: `½ E[(s_fake - 1)²]`;
 * - `'hinge'` and `'wasserstein'`: `-E[s_fake]`.
 *
 * With `real`, for a network that what is judged real depends on as well (an encoder of pairs), the same with the
 * roles exchanged is added: `E[ζ(s_real)]`, `-E[ζ(-s_real)]`, `½ E[s_real²]`, `E[s_real]`.
 * Sources as for {@link discriminatorLoss}; with `real`: Dumoulin et al. 2017, algorithm 1; Donahue et al. 2017, eq. 3.
 *
 * @param fake logits, `[batch]` or `[batch, 1]`
 * @param real logits, where a slope goes through them too
 * @throws {ShapeError} for logits of another shape.
 * @throws {OptionError} for an unknown name.
 */
export function generatorLoss(name: AdversarialLossName, fake: tf.Tensor, real?: tf.Tensor): tf.Scalar {
  checkChoice('name', name, adversarialLossNames);
  checkLogits('fake', fake);
  if (real) checkLogits('real', real);
  return tf.tidy(() => {
    const { towardsReal, towardsFake } = games[name];
    const loss = tf.mean(towardsReal(fake));
    return (real ? tf.add(loss, tf.mean(towardsFake(real))) : loss) as tf.Scalar;
  });
}

interface Game {
  /** Lowered by the discriminator. */
  ofReal(logits: tf.Tensor, target: number): tf.Tensor;
  ofFake(logits: tf.Tensor): tf.Tensor;
  /** Lowered by looking real, and by looking fake. */
  towardsReal(logits: tf.Tensor): tf.Tensor;
  towardsFake(logits: tf.Tensor): tf.Tensor;
}

/** The cross-entropy of logits against one target for all, per example. */
const crossEntropy = (logits: tf.Tensor, target: number) =>
  target === 0 ? tf.softplus(logits) : tf.sub(tf.softplus(logits), tf.mul(logits, target));

const logistic = { ofReal: crossEntropy, ofFake: (logits: tf.Tensor) => crossEntropy(logits, 0) };

const halfSquare = (value: tf.Tensor) => tf.mul(tf.square(value), 0.5);

const score = {
  towardsReal: (logits: tf.Tensor) => tf.neg(logits),
  towardsFake: (logits: tf.Tensor) => logits,
};

const games: Readonly<Record<AdversarialLossName, Game>> = {
  nonSaturating: {
    ...logistic,
    towardsReal: (logits) => tf.softplus(tf.neg(logits)),
    towardsFake: (logits) => tf.softplus(logits),
  },
  saturating: {
    ...logistic,
    towardsReal: (logits) => tf.neg(tf.softplus(logits)),
    towardsFake: (logits) => tf.neg(tf.softplus(tf.neg(logits))),
  },
  leastSquares: {
    ofReal: (logits, target) => halfSquare(tf.sub(logits, target)),
    ofFake: halfSquare,
    towardsReal: (logits) => halfSquare(tf.sub(logits, 1)),
    towardsFake: halfSquare,
  },
  hinge: {
    ofReal: (logits) => tf.relu(tf.sub(1, logits)),
    ofFake: (logits) => tf.relu(tf.add(logits, 1)),
    ...score,
  },
  wasserstein: {
    ofReal: (logits) => tf.neg(logits),
    ofFake: (logits) => logits,
    ...score,
  },
};

/** @throws {ShapeError} unless there is one logit for each example. */
function checkLogits(name: string, logits: tf.Tensor): void {
  checkShape(name, logits.shape, logits.rank === 1 ? [null] : [null, 1]);
}
