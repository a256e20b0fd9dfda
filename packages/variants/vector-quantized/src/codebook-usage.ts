import type { BatchedOptions } from '@autoencoders/core';
import { type Dataset, disposeBatch, tensorDataset } from '@autoencoders/data';
import { checkInteger, checkShape, DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { DiscreteAutoencoder } from './code-prior.js';

/** How the codes of a model are used by a dataset. */
export interface CodebookUsage {
  readonly examples: number;
  /** How often each code is used, over all examples and places, `[codes]`. */
  readonly counts: Float64Array;
  /** `exp(-Σ p log p)` of the shares: as many codes, equally used, would be as uncertain. */
  readonly perplexity: number;
  /** `Σ -p log p` of the shares, in nats: what a code costs that is told by itself. */
  readonly entropy: number;
  /** Codes that no example uses. */
  readonly dead: readonly number[];
}

/**
 * How a dataset uses the codebook of a model, in batches: data of any size, flat memory.
 *
 * @example
 * const { perplexity, dead } = await codebookUsage(model, test);
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} when there is no data.
 */
export async function codebookUsage(
  model: DiscreteAutoencoder,
  data: Dataset | tf.Tensor,
  { batchSize = 256 }: BatchedOptions = {},
): Promise<CodebookUsage> {
  checkInteger('batchSize', batchSize);
  const dataset = data instanceof tf.Tensor ? tensorDataset(data) : data;
  checkShape('an example', dataset.shape, model.inputShape);
  const counts = new Float64Array(model.codes);
  let examples = 0;
  for await (const batch of dataset.batches({ batchSize })) {
    examples += batch.x.shape[0]!;
    const indices = encoded(model, batch);
    for (const index of await indices.data()) counts[index]! += 1;
    indices.dispose();
  }
  if (examples === 0) throw new DataError('the dataset has no examples: give at least one');
  const total = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / total) * Math.log(count / total)),
    0,
  );
  return {
    examples,
    counts,
    perplexity: Math.exp(entropy),
    entropy,
    dead: [...counts.keys()].filter((code) => counts[code] === 0),
  };
}

/** The indices of a batch, which is disposed. */
function encoded(model: DiscreteAutoencoder, batch: Parameters<typeof disposeBatch>[0]): tf.Tensor {
  try {
    return model.encodeIndices(batch.x);
  } finally {
    disposeBatch(batch);
  }
}
