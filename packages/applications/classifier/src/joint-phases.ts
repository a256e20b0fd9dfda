import type { Autoencoder, Callback, LossTerms, Phase } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** @throws {OptionError} for a weight with an autoencoder of several phases, each of which has a loss of its own. */
export function checkJoint({ kind, phases }: Autoencoder, reconstructionWeight: number): void {
  if (phases.length === 1 || reconstructionWeight === 1) return;
  const names = phases.map(({ name }) => name).join(', ');
  throw new OptionError(
    `reconstructionWeight is ${reconstructionWeight}: '${kind}' has ${phases.length} phases (${names}), give 'fit' a learningRate for each instead`,
  );
}

/**
 * The phases that train classification together with the autoencoder's own objective.
 *
 * An autoencoder of one phase is its regulariser: one phase lowers
 *
 * `cross-entropy + reconstructionWeight · own loss`,
 *
 * the first over the labelled rows, the second over all. Of one with several (a discriminator beside the rest) each
 * stays a phase of its own beside the classification.
 * Source: Bank, Koenigstein and Giryes 2020, "Autoencoders", section on classification (joint training).
 */
export function jointPhases(
  classification: Phase,
  { phases }: Autoencoder,
  reconstructionWeight: number,
): Phase[] {
  const [own] = phases;
  if (own && phases.length === 1) return [jointPhase(classification, own, reconstructionWeight)];
  return [classification, ...phases];
}

/**
 * One phase with both losses. Its terms are `crossEntropy`, the autoencoder's loss by the name of its phase, and the
 * autoencoder's other terms.
 */
function jointPhase(classification: Phase, own: Phase, weight: number): Phase {
  return {
    ...own,
    name: classification.name,
    variables: [...new Set([...classification.variables, ...own.variables])],
    loss: (batch, step): LossTerms => {
      const { loss: crossEntropy, ...others } = classification.loss(batch, step);
      const { loss: ownLoss, ...ownTerms } = own.loss({ x: batch.x }, step);
      return {
        ...ownTerms,
        ...others,
        loss: tf.add(crossEntropy, tf.mul(ownLoss, weight)) as tf.Scalar,
        crossEntropy,
        [own.name]: ownLoss,
      };
    },
  };
}

/** The autoencoder's callbacks, which look for their terms under the names of its own phases. */
export function jointCallbacks({ callbacks = [], phases }: Autoencoder, classification: string): Callback[] {
  const [own] = phases;
  if (!own || phases.length !== 1) return [...callbacks];
  const renamed = (terms: Readonly<Record<string, number>>) =>
    Object.fromEntries(
      Object.entries(terms).map(([name, value]) => [
        name.replace(`${classification}/`, `${own.name}/`),
        value,
      ]),
    );
  return callbacks.map(({ onEpochEnd, onProgress, ...callback }) => ({
    ...callback,
    ...(onEpochEnd && {
      onEpochEnd: (record, run) => onEpochEnd({ ...record, terms: renamed(record.terms) }, run),
    }),
    ...(onProgress && {
      onProgress: (progress, run) => onProgress({ ...progress, terms: renamed(progress.terms) }, run),
    }),
  }));
}
