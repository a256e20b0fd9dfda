import type { LossTerms, StepContext } from '@autoencoders/core';
import { type Likelihood, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** Examples, with labels or targets where the data has them. */
export interface Examples {
  readonly x: tf.Tensor;
  readonly y?: tf.Tensor;
}

/** One draw of the codes of a batch. */
export interface Draw {
  /** `[batch, latentDim]` */
  readonly z: tf.Tensor;
  /** What the decoder makes of it: the parameters of the likelihood. */
  readonly decoded: tf.Tensor;
  /** `KL(q(z | x) ‖ p(z))` in closed form, or `log q(z | x) - log p(z)` as it was drawn, `[batch]`. */
  readonly divergence: tf.Tensor1D;
}

/** What stands beside the reconstruction in a loss. */
export interface Regularizer {
  readonly cost: tf.Scalar;
  /** Further terms to be logged. */
  readonly terms?: Readonly<Record<string, tf.Scalar>>;
}

/** What a bound is made of. */
export interface ElboParts<Drawn extends Draw> {
  readonly variables: readonly tf.Variable[];
  readonly likelihood: Likelihood;
  draw(batch: Examples, step: StepContext): Drawn;
  /** What takes the place of the divergence in the loss; `kl` is its mean over the batch. */
  regularize(drawn: Drawn & { readonly kl: tf.Scalar }, step: StepContext): Regularizer;
}

/**
 * The phase and the figures of a model whose loss is `E_q[-log p(x | z)] + cost`. Whatever the cost is, its test figures
 * are those of the evidence lower bound.
 */
export function elbo<Drawn extends Draw>({ variables, likelihood, draw, regularize }: ElboParts<Drawn>) {
  return {
    phases: [
      {
        name: 'elbo',
        variables,
        loss: (batch: Examples, step: StepContext): LossTerms => {
          const drawn = draw(batch, step);
          const reconstruction = tf.mean(
            likelihood.negativeLogLikelihood(batch.x, drawn.decoded),
          ) as tf.Scalar;
          const kl = tf.mean(drawn.divergence) as tf.Scalar;
          const { cost, terms } = regularize({ ...drawn, kl }, step);
          return {
            loss: tf.add(reconstruction, cost) as tf.Scalar,
            reconstruction,
            kl,
            negativeElbo: tf.add(reconstruction, kl) as tf.Scalar,
            ...terms,
          };
        },
      },
    ],
    figures: (batch: Examples, step: StepContext) => {
      const { decoded, divergence } = draw(batch, step);
      const reconstruction = likelihood.negativeLogLikelihood(batch.x, decoded);
      return {
        negativeElbo: tf.add(reconstruction, divergence) as tf.Tensor1D,
        reconstruction,
        kl: divergence,
        squaredError: squaredErrorPerExample(batch.x, likelihood.mean(decoded)),
      };
    },
  };
}
