import { type LossTerms, type Networks, type StepContext, variablesOf } from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { type Corruption, corrupt } from '@autoencoders/layers';
import { type Penalty, type PenaltyTerm, penaltyTerms, squaredErrorPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { DeterministicRoles } from './deterministic-networks.js';
import type { DeterministicSettings } from './options.js';
import { penaltyState } from './penalty-state.js';
import { reconstructionOf } from './reconstruction.js';
import { tappedNetworks } from './tapped-networks.js';

type OnlyInputs = { readonly x: tf.Tensor };

/** What a deterministic autoencoder does beside reconstructing: the two slots that variants fill. */
export interface Slots {
  /** What is done to inputs in training; the clean ones are to be reconstructed. Default nothing. */
  readonly corruption?: Corruption | undefined;
  /** Terms added to the reconstruction loss. Default none. */
  readonly penalties?: readonly (Penalty | PenaltyTerm)[];
}

/**
 * The verbs and the one phase of a deterministic autoencoder: with encoder `f`, decoder `g`, corruption `c`,
 * reconstruction loss `L` and penalties `Ω`,
 *
 * `loss = E[L(x, g(f(c(x))))] + Σ λ Ω`,
 *
 * summed over features, averaged over the batch. Outside training nothing is corrupted but by the loss itself, so
 * that validation measures what training lowers.
 *
 * @throws {OptionError} when a penalty names a layer that is not there.
 */
export function deterministicModel(
  networks: Networks<DeterministicRoles>,
  options: DeterministicSettings,
  { corruption, penalties = [] }: Slots = {},
) {
  const { encoder, decoder } = networks;
  const { inputShape, latentDim } = options;
  const reconstruction = reconstructionOf(options);
  const terms = penalties.flatMap(penaltyTerms);
  const tapped = tappedNetworks(
    networks,
    terms.flatMap(({ layers }) => [...layers]),
  );
  const { state, variableOf } = penaltyState(terms, tapped.shapeOf);

  function encode(x: tf.Tensor): tf.Tensor {
    checkShape('x', x.shape, [null, ...inputShape]);
    return tf.tidy(() => encoder.apply(x) as tf.Tensor);
  }

  /** The decoder's output, before it is taken to data space, and the penalties on the way there. */
  function passOf(x: tf.Tensor, { training, random, remember }: StepContext) {
    checkShape('x', x.shape, [null, ...inputShape]);
    const pass = tapped.pass(corruption ? corrupt(x, corruption, random) : x, training);
    const inputs = {
      ...pass,
      x,
      encoder,
      training,
      encode: (other: tf.Tensor) => encoder.apply(other) as tf.Tensor,
      decode: (code: tf.Tensor) => decoder.apply(code) as tf.Tensor,
      normal: (purpose: string, shape: readonly number[]) => random.normal(`penalty/${purpose}`, shape),
      remember: (variable: tf.Variable, value: tf.Tensor) => remember?.(variable, value),
    };
    return {
      output: pass.output,
      penalties: terms.map((term, index) =>
        term.evaluate({ ...inputs, state: (name) => variableOf(index, name) }),
      ),
    };
  }

  function loss({ x }: OnlyInputs, step: StepContext): LossTerms {
    const { output, penalties: values } = passOf(x, step);
    const fidelity = tf.mean(reconstruction.lossPerExample(x, output)) as tf.Scalar;
    const total = values.reduce<tf.Tensor>((sum, value, index) => {
      const { weight } = terms[index]!;
      if (weight === 0) return sum;
      return tf.add(sum, weight === 1 ? value : tf.mul(value, weight));
    }, fidelity) as tf.Scalar;
    const named = Object.fromEntries(values.map((value, index) => [nameOf(terms, index), value]));
    if (reconstruction.name === 'squaredError') return { loss: total, squaredError: fidelity, ...named };
    if (terms.length > 0) Object.assign(named, { negativeLogLikelihood: fidelity });
    // A figure for the eye, of validation: in a step it would take time from training.
    if (step.training) return { loss: total, ...named };
    const error = tf.mean(squaredErrorPerExample(x, reconstruction.mean(output))) as tf.Scalar;
    return { loss: total, ...named, squaredError: error };
  }

  return {
    inputShape,
    latentShape: [latentDim],
    ...(reconstruction.domain ? { domain: reconstruction.domain } : {}),
    ...(Object.keys(state).length > 0 ? { state } : {}),
    phases: [{ name: 'reconstruction', variables: variablesOf(encoder, decoder), loss }],
    encode,
    /** The data that outputs of the decoder stand for, as they come: probabilities, means. */
    outputMean: reconstruction.mean,
    /** The reconstruction loss of each example, `[batch]`, for outputs of the decoder as they come. */
    reconstructionPerExample: reconstruction.lossPerExample,
    decode: (z: tf.Tensor): tf.Tensor => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => reconstruction.mean(decoder.apply(z) as tf.Tensor));
    },
    figures: ({ x }: OnlyInputs): Readonly<Record<string, tf.Tensor1D>> => {
      checkShape('x', x.shape, [null, ...inputShape]);
      const output = decoder.apply(encoder.apply(x) as tf.Tensor) as tf.Tensor;
      const squaredError = squaredErrorPerExample(x, reconstruction.mean(output));
      return reconstruction.name === 'squaredError'
        ? { squaredError }
        : { squaredError, negativeLogLikelihood: reconstruction.lossPerExample(x, output) };
    },
  };
}

/** What the model's own terms are called. */
const ownNames = ['loss', 'squaredError', 'negativeLogLikelihood'];

/** A penalty's name among the terms: with its place where others have the same. */
function nameOf(terms: readonly PenaltyTerm[], index: number): string {
  const names = terms.map(({ name }) => name);
  const name = names[index]!;
  const before = [...ownNames, ...names.slice(0, index)].filter((other) => other === name).length;
  return before === 0 ? name : `${name}${before + 1}`;
}
