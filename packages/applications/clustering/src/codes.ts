import { type Autoencoder, encodeBatches } from '@autoencoders/core';
import { concatenateRows, type Dataset, type Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/** How to go through the data for their codes. */
export interface CodeOptions {
  readonly batchSize: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of examples encoded so far. */
  readonly onEncoded?: ((examples: number) => void) | undefined;
}

/** The number of values of one code. */
export function codeWidth({ latentShape }: Autoencoder): number {
  return latentShape.reduce((size, length) => size * length, 1);
}

/**
 * The codes of a dataset batch by batch, flattened to `[batch, width]`.
 *
 * @throws {ShapeError} when the data does not fit the model.
 * @throws {DataError} without examples, or naming the first example whose code is not finite.
 */
export async function* codeBatches(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  { batchSize, signal, onEncoded }: CodeOptions,
): AsyncGenerator<Rows> {
  const width = codeWidth(model);
  let examples = 0;
  signal?.throwIfAborted();
  for await (const { values, shape } of encodeBatches(model, data, { batchSize })) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new DataError(
        `the code of example ${examples + Math.floor(bad / width)} holds ${values[bad]}: look at the example, and at the autoencoder's weights`,
      );
    }
    examples += shape[0]!;
    onEncoded?.(examples);
    yield { values, shape: [shape[0]!, width] };
    signal?.throwIfAborted();
  }
  if (examples === 0) throw new DataError('the dataset has no examples: give at least one');
}

/** The codes of a dataset, `[examples, width]`, as {@link codeBatches} gives them. */
export async function allCodes(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: CodeOptions,
): Promise<Rows> {
  return concatenateRows(await collect(codeBatches(model, data, options)));
}

/** All that a generator gives. */
export async function collect<Item>(generator: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of generator) items.push(item);
  return items;
}

/**
 * Checks that there are different codes for so many clusters.
 *
 * @throws {DataError} naming how many there are.
 */
export function checkDistinct(codes: Rows, clusters: number): void {
  const distinct = countDistinct(codes, clusters);
  if (distinct >= clusters) return;
  const examples = codes.shape[0]!;
  throw new DataError(
    distinct === 1 && examples > 1
      ? `the codes of all ${examples} examples are the same, ${clusters} clusters are asked for: the autoencoder does not tell them apart, train it further`
      : `there are ${distinct} different codes of ${examples} examples, fewer than the ${clusters} clusters asked for: ask for at most ${distinct}`,
  );
}

/** The number of different rows, counted no further than `enough`. */
function countDistinct({ values, shape }: Rows, enough: number): number {
  const [examples, width] = shape as [number, number];
  const seen = new Set<string>();
  for (let row = 0; row < examples && seen.size < enough; row++) {
    seen.add(values.subarray(row * width, (row + 1) * width).join());
  }
  return seen.size;
}
