import { encode, type Rows } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import {
  isomapReducer,
  ldaReducer,
  pcaReducer,
  type Reducer,
  type ReductionData,
  reducer,
  tsneReducer,
  umapReducer,
} from '@autoencoders/reduction';
import * as tf from '@tensorflow/tfjs';
import type { OpenedModel } from '../open-model.js';
import type { ReduceRequest, ReductionMethod } from './reduce-flags.js';

/**
 * The reducer that a method names: of the data, or of the code of a model.
 *
 * @throws {OptionError} if the code has not as many values as dimensions are asked for.
 */
export function makeReducer(
  method: ReductionMethod,
  request: ReduceRequest,
  opened: OpenedModel | undefined,
): Reducer {
  if (!opened) return classical(method, request);
  const code = reducer(opened.model, { trained: true });
  if (method !== 'autoencoder') return ofCode(opened, code, classical(method, request), request);
  if (code.dimensions !== request.dimensions) {
    throw new OptionError(
      `the code has ${code.dimensions} values and --dimensions is ${request.dimensions}: add --method pca or --method umap for a map of the code, or --dimensions ${code.dimensions}`,
    );
  }
  return code;
}

function classical(method: ReductionMethod, request: ReduceRequest): Reducer {
  const { dimensions, neighbors, perplexity, seed } = request;
  const near = neighbors === undefined ? {} : { neighbors };
  switch (method) {
    case 'lda':
      return ldaReducer({ dimensions });
    case 'isomap':
      return isomapReducer({ dimensions, ...near });
    case 'umap':
      return umapReducer({ dimensions, seed, ...near });
    case 'tsne':
      return tsneReducer({ dimensions, seed, ...(perplexity === undefined ? {} : { perplexity }) });
    default:
      return pcaReducer({ dimensions });
  }
}

/** A method on the codes of a model; the way back, where there is one, goes through both. */
function ofCode(
  { model }: OpenedModel,
  code: ReturnType<typeof reducer>,
  map: Reducer,
  { batchSize }: ReduceRequest,
): Reducer {
  const codes = async (data: ReductionData): Promise<Rows> => {
    const { values, shape } = await encode(model, asInput(data), { batchSize });
    return { values, shape: [shape[0]!, code.dimensions] };
  };
  const inverse = map.inverseTransform;
  return {
    method: map.method,
    dimensions: map.dimensions,
    placesNewExamples: map.placesNewExamples,
    fit: async (data, options) => map.fit(await codes(data), options),
    transform: async (data, options) => map.transform(await codes(data), options),
    transformBatches: async function* (data, options) {
      yield* map.transformBatches(await codes(data), options);
    },
    ...(inverse
      ? {
          inverseTransform: async (rows, options) =>
            code.inverseTransform(await inverse(rows, options), options),
        }
      : {}),
  };
}

/** Rows are for classical methods; what comes here is a dataset or a tensor. */
function asInput(data: ReductionData) {
  if (data instanceof tf.Tensor || 'batches' in data) return data;
  throw new OptionError('rows on the host are no input of a model: give a dataset');
}
