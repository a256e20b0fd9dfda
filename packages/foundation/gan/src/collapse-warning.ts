import type { Callback } from '@autoencoders/core';
import { checkNumber } from '@autoencoders/errors';

/** What a collapse was seen by. */
export interface Collapse {
  /** `'discriminator'`: it is no longer mistaken; `'samples'`: what is made is nearly all the same. */
  readonly kind: 'discriminator' | 'samples';
  /** The term, `phase/term`. */
  readonly term: string;
  /** Its mean over the epoch so far. */
  readonly value: number;
  /** From 1. */
  readonly epoch: number;
  /** All of it in a sentence, with what to try. */
  readonly message: string;
}

/** Options of {@link collapseWarning}. */
export interface CollapseOptions {
  /** Phases of discriminators to watch. Default `['discriminator']`. */
  readonly phases?: readonly string[];
  /** A discriminator's loss, in nats, under which it is taken for one that is no longer mistaken. Default 0.02. */
  readonly loss?: number;
  /** Diversity of fake examples, over that of real ones, under which they are taken for the same. Default 0.1. */
  readonly diversity?: number;
  /** Told of each kind of collapse once in a training. Default `console.warn` of its message. */
  readonly onCollapse?: (collapse: Collapse) => void;
}

/**
 * Says so, once in a training, when an adversarial training has collapsed: when the mean of a discriminator's loss over
 * an epoch comes to nothing, so that nobody learns from it any more, or the fake examples hardly differ. A loss that may
 * be negative (`'wasserstein'`) is not watched.
 *
 * Models with a discriminator bring one along; give `fit` another to be told in code.
 *
 * @throws {OptionError} for thresholds that are no positive numbers.
 */
export function collapseWarning({
  phases = ['discriminator'],
  loss = 0.02,
  diversity = 0.1,
  onCollapse = ({ message }) => console.warn(message),
}: CollapseOptions = {}): Callback {
  checkNumber('loss', loss, 0);
  checkNumber('diversity', diversity, 0);
  let told = new Set<string>();

  function tell(kind: Collapse['kind'], term: string, value: number, epoch: number): void {
    if (told.has(`${kind}/${term}`)) return;
    told.add(`${kind}/${term}`);
    const shown = value.toPrecision(2);
    const message =
      kind === 'discriminator'
        ? `The discriminator is no longer mistaken: '${term}' was ${shown} in epoch ${epoch}, so what plays against it learns nothing more. Try a lower learning rate for its phase, labelSmoothing, instanceNoise, a gradientPenalty, or a smaller network.`
        : `What is made is nearly all the same: '${term}' was ${shown} in epoch ${epoch}, where real examples have 1. Try a gradientPenalty, spectralNormalization or minibatchStandardDeviation, or another adversarialLoss.`;
    onCollapse({ kind, term, value, epoch, message });
  }

  return {
    onTrainBegin: () => {
      told = new Set();
    },
    onEpochEnd: ({ epoch, terms }) => {
      for (const phase of phases) {
        const ofLoss = terms[`${phase}/loss`];
        if (ofLoss !== undefined && ofLoss >= 0 && ofLoss < loss) {
          tell('discriminator', `${phase}/loss`, ofLoss, epoch);
        }
        const ofDiversity = terms[`${phase}/diversity`];
        if (ofDiversity !== undefined && ofDiversity < diversity) {
          tell('samples', `${phase}/diversity`, ofDiversity, epoch);
        }
      }
    },
  };
}
