import type { Ratings, Recommender } from '@autoencoders/autorec';
import { exponentialDecay, type History } from '@autoencoders/core';
import { fitWithBar } from '../fit-with-bar.js';
import { note, type Terminal } from '../terminal.js';
import { makeRecommender, type RecommenderPlan, rowsToLearn } from './recommend-methods.js';

/** A recommender that was trained, and how that went. */
export interface TrainedRecommender {
  readonly made: Recommender;
  readonly history: History;
}

/**
 * Makes and trains a recommender under a progress bar; the caller disposes it and its autoencoder.
 *
 * @param what says above the bar what it is trained on
 * @param validation held-out ratings to predict after every epoch
 * @throws what the signal aborts with, and as the method and its `fit`; nothing is left then.
 */
export async function trainRecommender(
  ratings: Ratings,
  plan: RecommenderPlan,
  what: string,
  signal: AbortSignal,
  terminal: Terminal,
  validation?: Ratings,
): Promise<TrainedRecommender> {
  const { epochs, batchSize, learningRate, decay } = plan;
  const rows = rowsToLearn(plan.method, ratings);
  const steps = epochs * Math.ceil(rows / batchSize);
  const made = makeRecommender(ratings, plan, steps);
  try {
    if (terminal.stderr.isTTY) note(terminal, `training on ${what}`);
    const rates = exponentialDecay(learningRate, decay, steps);
    const history = await fitWithBar(
      ({ validation: _, ...options }) =>
        made.fit({ ...options, learningRate: rates, ...(validation ? { validation } : {}) }),
      plan,
      rows,
      signal,
      terminal,
    );
    signal.throwIfAborted();
    return { made, history };
  } catch (error) {
    disposeRecommender(made);
    throw error;
  }
}

/** Frees a recommender and the autoencoder it stands on. */
export function disposeRecommender(made: Recommender): void {
  made.dispose();
  made.autoencoder.dispose();
}
