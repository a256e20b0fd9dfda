import type { AnomalyDetector } from '@autoencoders/anomaly';
import type { Rows } from '@autoencoders/data';
import { fractionBar } from '../fraction-bar.js';
import type { Terminal } from '../terminal.js';
import { chosenInputs, type InputForm, inUnits } from './detector-inputs.js';

/** A cell that makes a row odd. */
export interface OddCell {
  readonly name: string;
  /** As it was given; NaN where it is missing. */
  readonly value: number;
  /** As the autoencoder reconstructs it, in the unit of the value. */
  readonly expected: number;
  /** Its part in the score. */
  readonly contribution: number;
}

/** A row with a high score. */
export interface OddRow {
  /** From 0. */
  readonly row: number;
  readonly score: number;
  /** At most three, the worst first. */
  readonly cells: readonly OddCell[];
}

/** Cells that are named, and the share of the largest part that a further one has to have. */
const [mostCells, leastShare] = [3, 0.1];

/** Scores of rows, under a bar. @throws what `signal` is aborted with. */
export async function scoreRows(
  detector: AnomalyDetector,
  inputs: Rows,
  batchSize: number,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Float32Array> {
  const count = inputs.shape[0]!;
  const scores = new Float32Array(count);
  const bar = fractionBar(terminal);
  let done = 0;
  try {
    for await (const part of detector.scoreBatches(inputs, { batchSize })) {
      scores.set(part, done);
      done += part.length;
      bar.update('scores', done / count);
      // Signals wait for the event loop, to which work on this thread leaves no time.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
  } finally {
    bar.stop();
  }
  return scores;
}

/** The rows with the highest scores, highest first, and the cells to blame. */
export async function worstRows(
  detector: AnomalyDetector,
  inputs: Rows,
  scores: Float32Array,
  most: number,
  form: InputForm,
): Promise<OddRow[]> {
  const chosen = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b).slice(0, most);
  if (chosen.length === 0) return [];
  const explained = await detector.explain(chosenInputs(inputs, chosen), { top: mostCells });
  return explained.map(({ top }, at) => {
    const largest = top[0]?.contribution ?? 0;
    const blamed = top.filter(({ contribution }) => contribution > 0 && contribution >= leastShare * largest);
    return {
      row: chosen[at]!,
      score: scores[chosen[at]!]!,
      cells: blamed.map(({ name, index, value, expected, contribution }) => ({
        name,
        value: inUnits(value, index, form),
        expected: inUnits(expected, index, form),
        contribution,
      })),
    };
  });
}
