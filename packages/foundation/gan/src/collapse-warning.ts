import type { Callback, Trainable, TrainingRun } from '@autoencoders/core';
import { checkNumber } from '@autoencoders/errors';
import { adversarialOptions } from './adversarial-options.js';
import { excessLoss, type Game } from './excess-loss.js';

/** What a collapse was seen by. */
export interface Collapse {
  /** `'discriminator'`: it is no longer mistaken; `'samples'`: what is made is nearly all the same. */
  readonly kind: 'discriminator' | 'samples';
  /** The term, `phase/term`. */
  readonly term: string;
  /** Its mean over the epoch; of a loss, what it is above the least that there can be. */
  readonly value: number;
  /** From 1. */
  readonly epoch: number;
  /** All of it in a sentence, with what to try. */
  readonly message: string;
}

/** Options of {@link collapseWarning}. */
export interface CollapseOptions {
  /** Phases of discriminators to watch. Default all that have a term `diversity`, as those of `adversary` do. */
  readonly phases?: readonly string[];
  /** What a discriminator's loss is above the least possible, under which it is no longer mistaken. Default 0.02. */
  readonly loss?: number;
  /** Diversity of fake examples, over that of real ones, under which they are taken for the same. Default 0.1. */
  readonly diversity?: number;
  /** What the discriminators play by. Default as the model's options say. */
  readonly game?: Game;
  /** Told of each kind of collapse of each phase once in a training. Default `console.warn` of its message. */
  readonly onCollapse?: (collapse: Collapse) => void;
}

/** Trainings that their caller watches. */
const watchedByCaller = new WeakSet<TrainingRun>();

/**
 * Says so, once in a training, when an adversarial training has collapsed: when the mean of a discriminator's loss over
 * an epoch comes to nothing, so that nobody learns from it any more, or the fake examples hardly differ. Of the loss, the
 * gradient penalty and what label smoothing leaves even of a perfect discriminator are taken off; that of `'wasserstein'`
 * is a distance, whose 0 is the aim, and is not watched.
 *
 * Models with a discriminator bring one along. Whoever gives `fit` another, to be told in code or by other thresholds,
 * hears that one instead.
 *
 * @throws {OptionError} for thresholds that are no positive numbers.
 */
export function collapseWarning({
  phases,
  loss = 0.02,
  diversity = 0.1,
  game,
  onCollapse = ({ message }) => console.warn(message),
}: CollapseOptions = {}): Callback {
  checkNumber('loss', loss, 0);
  checkNumber('diversity', diversity, 0);
  let told = new Set<string>();

  function tell(kind: Collapse['kind'], term: string, value: number, epoch: number): void {
    if (told.has(term)) return;
    told.add(term);
    onCollapse({ kind, term, value, epoch, message: messages[kind](term, value.toPrecision(2), epoch) });
  }

  const callback: Callback = {
    onTrainBegin: (run) => {
      told = new Set();
      if (!isOwn(run)) watchedByCaller.add(run);
    },
    onEpochEnd: ({ epoch, terms }, run) => {
      if (isOwn(run) && watchedByCaller.has(run)) return;
      const playedBy = game ?? gameOf(run.model);
      for (const phase of phases ?? phasesOf(terms)) {
        const ofLoss = excessLoss(terms, phase, playedBy);
        if (ofLoss !== undefined && ofLoss < loss) tell('discriminator', `${phase}/loss`, ofLoss, epoch);
        const ofDiversity = terms[`${phase}/diversity`];
        if (ofDiversity !== undefined && ofDiversity < diversity) {
          tell('samples', `${phase}/diversity`, ofDiversity, epoch);
        }
      }
    },
  };
  const isOwn = ({ model }: TrainingRun) => model.callbacks?.includes(callback) ?? false;
  return callback;
}

const messages: Record<Collapse['kind'], (term: string, value: string, epoch: number) => string> = {
  discriminator: (term, value, epoch) =>
    `The discriminator is no longer mistaken: '${term}' was ${value} above the least possible in epoch ${epoch}, so what plays against it learns nothing more. Try a lower learning rate for its phase, labelSmoothing, instanceNoise, a gradientPenalty, or a smaller network.`,
  samples: (term, value, epoch) =>
    `What is made is nearly all the same: '${term}' was ${value} in epoch ${epoch}, where real examples have 1. Try a gradientPenalty, spectralNormalization or minibatchStandardDeviation, or another adversarialLoss.`,
};

const suffix = '/diversity';

function phasesOf(terms: Readonly<Record<string, number>>): string[] {
  return Object.keys(terms).flatMap((term) => (term.endsWith(suffix) ? [term.slice(0, -suffix.length)] : []));
}

const gameOptions = adversarialOptions.pick({
  adversarialLoss: true,
  labelSmoothing: true,
  gradientPenaltyWeight: true,
});

/** What a model's options say, which a hybrid extends by `adversarialOptions`; the defaults where they say nothing. */
function gameOf(model: Trainable): Game {
  const { options } = 'autoencoder' in model ? model.autoencoder : model;
  const { success, data } = gameOptions.safeParse(options);
  return success ? data : gameOptions.parse({});
}
