import type { Rows } from '@autoencoders/core';
import { arrayDataset, type Dataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { classLabels } from './class-labels.js';
import { collectData } from './collect.js';
import { datasetOf } from './dataset-of.js';
import { type Measures, measure } from './measure.js';
import type { Reducer, ReductionData } from './reducer.js';

/** Options of {@link compareReductions}. */
export interface CompareOptions {
  /** A class for each example, for methods that need them and for `knnAccuracy`. Default: those in the data. */
  readonly labels?: ArrayLike<number>;
  /** Examples that nothing is fitted to, embedded and measured too by the methods that can. */
  readonly heldOut?: ReductionData;
  /** A class for each of them. Default: those in the data held out. */
  readonly heldOutLabels?: ArrayLike<number>;
  /** Size of the neighbourhoods that are compared. Default 5. */
  readonly neighbors?: number;
  /** Above this many examples, a random sample of so many stands for all in the measures. Default 5000. */
  readonly sample?: number;
  /** Keys the draws of the measures. Default 0. */
  readonly seed?: number;
  /** Ends the comparison, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CompareProgress) => void;
}

/** How far a comparison is. */
export interface CompareProgress {
  /** The reducer that is being fitted or measured. */
  readonly name: string;
  /** The share of its fit that is done, in [0, 1]. */
  readonly fraction: number;
  /** The reducers that are done, of how many. */
  readonly done: number;
  readonly count: number;
}

/** An embedding and how good it is. */
export interface MeasuredEmbedding {
  /** `[examples, dimensions]` */
  readonly embedding: Rows;
  readonly measures: Measures;
  /** What it took to make, measures left out. */
  readonly seconds: number;
}

/** What one reducer made of the data. */
export interface ComparedReduction extends MeasuredEmbedding {
  readonly method: string;
  readonly dimensions: number;
  /** What it made of the examples held out, where there are any and the method places new examples. */
  readonly heldOut?: MeasuredEmbedding;
}

/** Examples in memory with their classes. */
interface Labelled {
  readonly data: Dataset;
  readonly labels: ArrayLike<number> | undefined;
}

/**
 * Fits reducers to the same data one after another, and measures and times each. The data is brought to memory; the
 * results are plain values, for tables and pictures.
 *
 * @example
 * const results = await compareReductions({ pca: pcaReducer({ dimensions: 2 }), autoencoder: reduction }, data);
 * console.table(comparisonTable(results));
 *
 * @returns by the reducers' names, in their order.
 * @throws {OptionError} without reducers, and what their `fit` and {@link measure} throw.
 */
export async function compareReductions<Name extends string>(
  reducers: Readonly<Record<Name, Reducer>>,
  data: ReductionData,
  options: CompareOptions = {},
): Promise<Record<Name, ComparedReduction>> {
  const { signal, onProgress, heldOut } = options;
  const named = Object.entries<Reducer>(reducers) as [Name, Reducer][];
  if (named.length === 0) throw new OptionError('there is nothing to compare: give at least one reducer');
  const fitted = await labelled(data, options.labels, signal);
  const unseen = heldOut && (await labelled(heldOut, options.heldOutLabels, signal));

  const results: Partial<Record<Name, ComparedReduction>> = {};
  for (const [done, [name, reducer]] of named.entries()) {
    const report = (fraction: number) => onProgress?.({ name, fraction, done, count: named.length });
    report(0);
    const { labels } = fitted;
    const found = await measured(reducer, fitted, options, () =>
      reducer.fit(fitted.data, {
        ...(labels ? { labels } : {}),
        ...(signal ? { signal } : {}),
        onProgress: ({ fraction }) => report(fraction),
      }),
    );
    signal?.throwIfAborted();
    const other =
      unseen && reducer.placesNewExamples
        ? await measured(reducer, unseen, options, () => reducer.transform(unseen.data))
        : undefined;
    signal?.throwIfAborted();
    const { method, dimensions } = reducer;
    results[name] = { method, dimensions, ...found, ...(other ? { heldOut: other } : {}) };
  }
  return results as Record<Name, ComparedReduction>;
}

/** Makes an embedding, times that, and measures it. */
async function measured(
  reducer: Reducer,
  { data, labels }: Labelled,
  { neighbors, sample, seed, signal }: CompareOptions,
  embed: () => Promise<Rows>,
): Promise<MeasuredEmbedding> {
  const begin = performance.now();
  const embedding = await embed();
  const seconds = (performance.now() - begin) / 1000;
  const reconstruction = await reducer.inverseTransform?.(embedding);
  const measures = await measure(data, embedding, {
    ...(labels ? { labels } : {}),
    ...(reconstruction ? { reconstruction } : {}),
    ...(neighbors === undefined ? {} : { neighbors }),
    ...(sample === undefined ? {} : { sample }),
    ...(seed === undefined ? {} : { seed }),
    ...(signal ? { signal } : {}),
  });
  return { embedding, measures, seconds };
}

/** Data in memory; classes are those given, or the data's own where they are whole numbers. */
async function labelled(
  data: ReductionData,
  given: ArrayLike<number> | undefined,
  signal: AbortSignal | undefined,
): Promise<Labelled> {
  const dataset = await datasetOf(data);
  const { rows, targets } = await collectData(dataset, signal);
  const own = targets?.every(Number.isInteger) ? targets : undefined;
  const classes = given ?? own;
  const labels = classes && classLabels(classes, rows.shape[0]!);
  return {
    data: arrayDataset({ x: rows.values, shape: dataset.shape, ...(labels ? { y: labels } : {}) }),
    labels,
  };
}
