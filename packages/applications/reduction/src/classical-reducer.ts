import type { Reduction } from '@autoencoders/classical';
import type { Rows } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { checkInteger, checkShape, OptionError } from '@autoencoders/errors';
import { collectData, collectRows, type HostData } from './collect.js';
import { datasetOf } from './dataset-of.js';
import { restored } from './flat-codes.js';
import { hostBatches } from './host-batches.js';
import type { InvertibleReducer, Reducer, ReductionFitOptions, TransformOptions } from './reducer.js';

/** A classical method, as far as a reducer has to know it. */
export interface ClassicalMethod {
  readonly method: string;
  readonly dimensions: number;
  /** What to do with new examples where the method cannot place them; left out where it can. */
  readonly insteadOfTransform?: string;
  /** Fits the method to the data. */
  reduce(data: HostData, options: ReductionFitOptions): Promise<Reduction>;
}

/** What a fit leaves. */
interface Fitted {
  readonly reduction: Reduction;
  /** Shape of one example. */
  readonly shape: readonly number[];
}

/** A classical method behind the verbs of a reducer: examples are flattened, and restored on the way back. */
export function classicalReducer(definition: ClassicalMethod): Reducer {
  return withoutInverse(definition, { fitted: undefined });
}

/** A classical method with a way back. */
export function invertibleReducer(definition: ClassicalMethod): InvertibleReducer {
  const state: { fitted: Fitted | undefined } = { fitted: undefined };
  return {
    ...withoutInverse(definition, state),
    async inverseTransform(codes, { batchSize = 256 } = {}) {
      const { reduction, shape } = fittedOf(definition, state);
      const dataset = restored(await datasetOf(codes), [definition.dimensions]);
      const { values, shape: found } = await collectRows(
        eachPart(dataset, batchSize, (rows) => reduction.inverseTransform!(rows)),
      );
      return { values, shape: [found[0]!, ...shape] };
    },
  };
}

function withoutInverse(definition: ClassicalMethod, state: { fitted: Fitted | undefined }): Reducer {
  const { method, dimensions, insteadOfTransform, reduce } = definition;
  checkInteger('dimensions', dimensions);

  async function* transformBatches(
    data: Parameters<Reducer['transformBatches']>[0],
    { batchSize = 256 }: TransformOptions = {},
  ): AsyncGenerator<Rows> {
    if (insteadOfTransform !== undefined) {
      throw new OptionError(
        `'${method}' embeds only the examples that it is fitted to: ${insteadOfTransform}`,
      );
    }
    const { reduction, shape } = fittedOf(definition, state);
    const dataset = await datasetOf(data);
    checkShape('an example', dataset.shape, shape);
    yield* eachPart(dataset, batchSize, (rows) => reduction.transform!(rows));
  }

  return {
    method,
    dimensions,
    placesNewExamples: insteadOfTransform === undefined,
    async fit(data, options = {}) {
      const { signal } = options;
      signal?.throwIfAborted();
      const dataset = await datasetOf(data);
      const reduction = await reduce(await collectData(dataset, signal), options);
      signal?.throwIfAborted();
      state.fitted = { reduction, shape: dataset.shape };
      return reduction.embedding;
    },
    transform: (data, options) => collectRows(transformBatches(data, options)),
    transformBatches,
  };
}

function fittedOf({ method }: ClassicalMethod, { fitted }: { readonly fitted: Fitted | undefined }): Fitted {
  if (fitted) return fitted;
  throw new OptionError(`the reducer '${method}' is not fitted: call fit before`);
}

async function* eachPart(
  dataset: Dataset,
  batchSize: number,
  apply: (rows: Rows) => Rows,
): AsyncGenerator<Rows> {
  for await (const { rows } of hostBatches(dataset, batchSize)) yield apply(rows);
}
