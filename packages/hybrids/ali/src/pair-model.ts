import type { RandomSource } from '@autoencoders/backend';
import {
  type Domain,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { adversary, collapseWarning, type Shown } from '@autoencoders/gan';
import { squaredError, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { PairRoles } from './networks.js';
import type { PairSettings } from './options.js';
import { drawPrior } from './prior.js';

type OnlyInputs = { readonly x: tf.Tensor };

/** Makes codes `[batch, latentDim]` of an encoder's outputs. */
export type CodeDraw = (outputs: readonly tf.Tensor[], random: RandomSource) => tf.Tensor;

/**
 * The verbs and phases of an encoder `E` and a generator `G` against one discriminator `D`, which tells pairs
 * `(x, E(x))` from pairs `(G(z), z)`:
 *
 * `min_{G,E} max_D E_x[log D(x, E(x))] + E_z[log(1 - D(G(z), z))]`,
 *
 * averaged over the batch, in nats. In a step both phases see the same draws.
 *
 * @param draw makes the codes that are judged; what is encoded is the first of the encoder's outputs
 */
export function pairModel(networks: Networks<PairRoles>, options: PairSettings, draw: CodeDraw) {
  const { encoder, decoder, discriminator } = networks;
  const { inputShape, latentDim, prior, outputActivation, cycleWeight } = options;
  const domain = domains[outputActivation];
  const versus = adversary({ network: discriminator, settings: options });

  function encoded(x: tf.Tensor, training: boolean): tf.Tensor[] {
    checkShape('x', x.shape, [null, ...inputShape]);
    return [encoder.apply(x, { training }) as tf.Tensor | tf.Tensor[]].flat();
  }

  const decoded = (z: tf.Tensor, training: boolean) => decoder.apply(z, { training }) as tf.Tensor;

  function shown({ x }: OnlyInputs, { training, random }: StepContext): Shown {
    const code = draw(encoded(x, training), random);
    const z = drawPrior(prior, [x.shape[0]!, latentDim], random);
    return { real: [x, code], fake: [decoded(z, training), z] };
  }

  /** What is reconstructed differs by so much, `[batch]`. */
  const errors = (x: tf.Tensor) => squaredErrorPerExample(x, decoded(encoded(x, false)[0]!, false));

  function generation(batch: OnlyInputs, step: StepContext): LossTerms {
    const pairs = shown(batch, step);
    const adversarial = versus.loss(pairs, step, { bothSides: true });
    // A figure for the eye, of validation: in a step it would take time from training.
    const figures = step.training ? {} : { squaredError: tf.mean(errors(batch.x)) as tf.Scalar };
    if (cycleWeight === 0) return { loss: adversarial, ...figures };
    const cycle = squaredError(batch.x, decoded(pairs.real[1]!, step.training));
    const loss = tf.add(adversarial, tf.mul(cycle, cycleWeight)) as tf.Scalar;
    return { loss, adversarial, cycle, ...figures };
  }

  return {
    inputShape,
    latentShape: [latentDim],
    ...(domain ? { domain } : {}),
    phases: [
      versus.phase(shown),
      { name: 'generation', variables: variablesOf(encoder, decoder), loss: generation },
    ],
    callbacks: [collapseWarning()],
    encode: (x: tf.Tensor): tf.Tensor => tf.tidy(() => encoded(x, false)[0]!),
    decode: (z: tf.Tensor): tf.Tensor => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => decoded(z, false));
    },
    /** Draws codes `[count, latentDim]` of the prior. */
    samplePrior: (count: number, random: RandomSource) => drawPrior(prior, [count, latentDim], random),
    /** Logits `[batch, 1]` of pairs of data `[batch, ...inputShape]` and codes `[batch, latentDim]`, in nats. */
    discriminate: (x: tf.Tensor, z: tf.Tensor): tf.Tensor => {
      checkShape('x', x.shape, [null, ...inputShape]);
      checkShape('z', z.shape, [x.shape[0]!, latentDim]);
      return versus.logits([x, z]);
    },
    figures: ({ x }: OnlyInputs): Readonly<Record<string, tf.Tensor1D>> => ({ squaredError: errors(x) }),
  };
}

/** The range that data must have, for a generator to reach it. */
const domains: Readonly<Record<PairSettings['outputActivation'], Domain | undefined>> = {
  sigmoid: {
    minimum: 0,
    maximum: 1,
    reason: 'a generator that ends in a sigmoid: scale to [0, 1], or choose another outputActivation',
  },
  tanh: {
    minimum: -1,
    maximum: 1,
    reason: 'a generator that ends in a tanh: scale to [-1, 1], or choose another outputActivation',
  },
  linear: undefined,
};
