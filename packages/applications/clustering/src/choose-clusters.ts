import type { Rows } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { silhouette } from '@autoencoders/metrics';
import type { ChoiceCriterion, Settings } from './options.js';
import { type Partition, partition } from './partition.js';

/** A number of clusters that was tried. */
export interface Candidate {
  readonly clusters: number;
  /** Its mean silhouette, in [-1, 1], or its BIC, in nats: `-2 n logLikelihood + parameters · log n`. */
  readonly score: number;
}

/** What is told while clusters are found. */
export interface ChoiceOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the numbers of clusters tried so far, and of those to try. */
  readonly onCandidate?: ((done: number, total: number) => void) | undefined;
}

/**
 * Divides points into the number of clusters asked for, or tries each number of a range: the largest mean silhouette
 * wins (Rousseeuw 1987), or the smallest BIC (Schwarz 1978); of equal scores, the fewest clusters.
 *
 * @param points `[points, width]`
 * @returns the partition kept, and the score of each candidate: none for a fixed number.
 * @throws {OptionError} when a silhouette is asked for as many clusters as points.
 */
export async function chooseClusters(
  points: Rows,
  settings: Settings,
  { signal, onCandidate }: ChoiceOptions = {},
): Promise<{ readonly chosen: Partition; readonly candidates: readonly Candidate[] }> {
  const { clusters } = settings;
  if (typeof clusters === 'number') {
    await breathe(signal);
    const chosen = partition(points, clusters, settings);
    onCandidate?.(1, 1);
    return { chosen, candidates: [] };
  }
  const { from, to, by } = clusters;
  if (by === 'silhouette' && to >= points.shape[0]!) {
    throw new OptionError(
      `clusters.to is ${to} with ${points.shape[0]} examples: a silhouette needs fewer clusters than examples`,
    );
  }
  const candidates: Candidate[] = [];
  let best: { chosen: Partition; rank: number } | undefined;
  for (let count = from; count <= to; count++) {
    await breathe(signal);
    const chosen = partition(points, count, settings);
    const score = scoreOf(points, chosen, by, settings.seed);
    candidates.push({ clusters: count, score });
    const rank = by === 'bic' ? -score : score;
    if (!best || rank > best.rank) best = { chosen, rank };
    onCandidate?.(count - from + 1, to - from + 1);
  }
  return { chosen: best!.chosen, candidates };
}

function scoreOf(points: Rows, { labels, mixture }: Partition, by: ChoiceCriterion, seed: number): number {
  if (by === 'bic') return mixture!.bic;
  // Components may leave all points to one of them: then nothing is told apart, which is the worst there is.
  return new Set(labels).size < 2 ? -1 : silhouette(points, labels, { seed });
}

/** Lets events through, such as a click on "cancel". */
async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  signal?.throwIfAborted();
}
