import { randomPermutation } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { type Rows, takeRows } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { nearestNeighbors } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import { codesOf, lowest } from './codes.js';
import type { FittedRows, Score, ScoredInputs } from './score.js';

/** A neighbour so much nearer than the others, as a share of the last one's distance, is the row itself. */
const itself = 1e-4;

/** How neighbours are found. */
export interface NeighborOptions {
  readonly neighbors: number;
  readonly references: number;
  readonly trim: number;
  readonly seed: number;
}

/** The points that are compared: one for each row. */
interface Points {
  readonly width: number;
  /** Of the rows that are fitted to. */
  readonly ofRows: (rows: FittedRows) => Promise<Rows>;
  readonly ofInputs: (inputs: ScoredInputs) => Promise<Rows>;
}

/**
 * The mean Euclidean distance of a code to the `neighbors` nearest of the codes that the detector was fitted to, of
 * which at most `references` are kept, drawn at random. One that is the same as the code itself does not count, so that
 * a row which was fitted to has the score that it would have if it had not been. With `trim`, the share of the codes
 * that is farthest from the others is dropped.
 * Source: Angiulli and Pizzuti 2002, "Fast outlier detection in high dimensional spaces", definition 1 (their weight, a
 * sum).
 */
export function nearestNeighborsScore(autoencoder: Autoencoder, options: NeighborOptions): Score {
  const codes = {
    width: tf.util.sizeFromShape([...autoencoder.latentShape]),
    ofRows: (rows: FittedRows) => rows.codes(),
    ofInputs: ({ x }: ScoredInputs) => codesOf(autoencoder, x),
  };
  return neighborScore(codes, options);
}

/** The same among the scaled inputs: what the code has no room for counts too. */
export function inputNeighborsScore(autoencoder: Autoencoder, options: NeighborOptions): Score {
  const width = tf.util.sizeFromShape([...autoencoder.inputShape]);
  const inputs = {
    width,
    ofRows: (rows: FittedRows) => rows.inputs(),
    ofInputs: async ({ x }: ScoredInputs) => ({
      values: Float32Array.from(await x.data()),
      shape: [x.shape[0]!, width],
    }),
  };
  return neighborScore(inputs, options);
}

function neighborScore(points: Points, { neighbors, references, trim, seed }: NeighborOptions): Score {
  async function fit(rows: FittedRows) {
    const all = await points.ofRows(rows);
    const count = all.shape[0]!;
    const least = Math.ceil((neighbors + 1) / (1 - trim));
    if (Math.min(count, references) < least) {
      throw new OptionError(
        `neighbors is ${neighbors} with ${Math.min(count, references)} rows to choose from: give at least ${least} rows, or ask for fewer neighbors`,
      );
    }
    const drawn =
      count > references
        ? takeRows(all, randomPermutation(count, seed, 'references').slice(0, references).sort())
        : all;
    if (trim === 0) return { references: drawn };
    return { references: takeRows(drawn, lowest(await distancesTo(drawn, drawn, neighbors), trim)) };
  }

  return {
    shapes: { references: [null, points.width] },
    positive: true,
    fit,
    scores: async (inputs, fitted) =>
      distancesTo(fitted.references!, await points.ofInputs(inputs), neighbors),
  };
}

/** The mean distance of each query to its nearest references, itself left out. */
async function distancesTo(references: Rows, queries: Rows, neighbors: number): Promise<Float32Array> {
  const { distances } = await nearestNeighbors(references, neighbors + 1, { queries });
  return Float32Array.from({ length: queries.shape[0]! }, (_, query) => {
    const own = distances.subarray(query * (neighbors + 1), (query + 1) * (neighbors + 1));
    const from = own[0]! < itself * own[neighbors]! ? 1 : 0;
    let sum = 0;
    for (let at = from; at < from + neighbors; at++) sum += own[at]!;
    return sum / neighbors;
  });
}
