import type { Rows } from '@autoencoders/core';
import { ShapeError } from '@autoencoders/errors';
import { continuity, knnAccuracy, shepardCorrelation, trustworthiness } from '@autoencoders/metrics';
import { classLabels } from './class-labels.js';
import { collectData } from './collect.js';
import { datasetOf } from './dataset-of.js';
import { flat } from './flat-codes.js';
import { checkFinite } from './host-batches.js';
import { meanSquaredDifference } from './mean-squared-difference.js';
import type { ReductionData } from './reducer.js';

/** Options of {@link measure}. */
export interface MeasureOptions {
  /** A class for each example. Default: those in the data, where it has them and they are whole numbers. */
  readonly labels?: ArrayLike<number>;
  /** What came back from the embedding, `[examples, ...shape]`. */
  readonly reconstruction?: Rows;
  /** Size of the neighbourhoods that are compared. Default 5. */
  readonly neighbors?: number;
  /** Above this many examples, a random sample of so many stands for all, each compared with all. Default 5000. */
  readonly sample?: number;
  /** Keys the draws. Default 0. */
  readonly seed?: number;
  /** Ends the work, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How good an embedding is. */
export interface Measures {
  /** In [0, 1]: 1 where neighbours in the embedding are neighbours in the data. */
  readonly trustworthiness: number;
  /** In [0, 1]: 1 where neighbours in the data are neighbours in the embedding. */
  readonly continuity: number;
  /**
   * In [-1, 1]: the rank correlation of distances in the data with those in the embedding; 0 where the embedding is a
   * single point, which has no order.
   */
  readonly shepardCorrelation: number;
  /** The share of examples whose class most of their neighbours in the embedding have. */
  readonly knnAccuracy?: number;
  /** Mean squared error of each value of the reconstruction, `1/(n d) Σ (x - x̂)²`, in squared units of the data. */
  readonly reconstructionError?: number;
}

/**
 * Measures an embedding of data against the data, which is flattened.
 *
 * @param data `[examples, ...shape]`
 * @param embedding `[examples, dimensions]`, in the order of the data
 * @throws {ShapeError} when embedding, labels or reconstruction are not of as many examples.
 * @throws {DataError} for values that are not finite or labels that are not whole numbers.
 * @throws {OptionError} for as many neighbours as there are examples, or more.
 */
export async function measure(
  data: ReductionData,
  embedding: Rows,
  { labels, reconstruction, neighbors = 5, sample = 5000, seed = 0, signal }: MeasureOptions = {},
): Promise<Measures> {
  const { rows, targets } = await collectData(await datasetOf(data), signal);
  const places = flat(embedding);
  const examples = rows.shape[0]!;
  if (places.shape[0] !== examples) {
    throw new ShapeError(`there are ${examples} examples and ${places.shape[0]} rows of the embedding`);
  }
  checkFinite(places, 0, (example, value, found) => {
    return `value ${value} of the embedding of example ${example} is ${found}`;
  });
  const options = { neighbors, sample, seed, signal };
  const classes = labels ?? (targets?.every(Number.isInteger) ? targets : undefined);
  return {
    trustworthiness: await trustworthiness(rows, places, options),
    continuity: await continuity(rows, places, options),
    shepardCorrelation: isOnePoint(places) ? 0 : shepardCorrelation(rows, places, { seed }),
    ...(classes && { knnAccuracy: await knnAccuracy(places, classLabels(classes, examples), options) }),
    ...(reconstruction && { reconstructionError: meanSquaredDifference(rows, flat(reconstruction)) }),
  };
}

/** Whether all rows are the same, as those of an encoder that has collapsed. */
function isOnePoint({ values, shape }: Rows): boolean {
  const width = shape[1]!;
  return values.every((value, at) => value === values[at % width]);
}
