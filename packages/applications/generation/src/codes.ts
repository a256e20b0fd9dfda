import { currentRandomSource, type RandomSource } from '@autoencoders/backend';
import { type Autoencoder, encodeBatches } from '@autoencoders/core';
import { concatenateRows, type Dataset, type Rows } from '@autoencoders/data';
import { checkShape, DataError, ShapeError } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';

/** What stands for an example: a draw from its posterior, or what `encode` gives. */
export const codeKinds = ['posterior', 'mean'] as const;
export type CodeKind = (typeof codeKinds)[number];

/** An autoencoder with a Gaussian posterior over codes. */
interface PosteriorAutoencoder extends Autoencoder {
  /** `[batch, ...latentShape]` each. */
  posterior(x: tf.Tensor): { readonly mean: tf.Tensor; readonly logVariance: tf.Tensor };
}

/** Whether codes can be drawn from a posterior. */
export function hasPosterior(model: Autoencoder): model is PosteriorAutoencoder {
  return typeof (model as Partial<PosteriorAutoencoder>).posterior === 'function';
}

/** The number of values of one code. */
export function codeWidth({ latentShape }: Autoencoder): number {
  return latentShape.reduce((size, length) => size * length, 1);
}

/** The codes of a batch, flattened to `[batch, width]`; runs in a tidy. */
export function flatCodes(model: Autoencoder, x: tf.Tensor, kind: CodeKind, random: RandomSource): tf.Tensor {
  const codes = kind === 'posterior' && hasPosterior(model) ? drawn(model, x, random) : model.encode(x);
  return tf.reshape(codes, [x.shape[0]!, codeWidth(model)]);
}

function drawn(model: PosteriorAutoencoder, x: tf.Tensor, random: RandomSource): tf.Tensor {
  const { mean, logVariance } = model.posterior(x);
  return reparameterize(mean, logVariance, random.normal('code', mean.shape));
}

/** How to go through the data for their codes. */
export interface CodeOptions {
  readonly batchSize?: number | undefined;
  /** Default `'mean'`. */
  readonly kind?: CodeKind;
  /** Keys draws from posteriors. */
  readonly seed?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of examples encoded so far. */
  readonly onEncoded?: ((examples: number) => void) | undefined;
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
  { batchSize = 256, kind = 'mean', seed = 0, signal, onEncoded }: CodeOptions,
): AsyncGenerator<Rows> {
  const encoder: Autoencoder = {
    ...model,
    encode: (x) => tf.tidy(() => flatCodes(model, x, kind, currentRandomSource())),
  };
  let examples = 0;
  signal?.throwIfAborted();
  for await (const codes of encodeBatches(encoder, data, { batchSize, seed })) {
    checkFinite(codes, examples);
    examples += codes.shape[0]!;
    onEncoded?.(examples);
    yield codes;
    signal?.throwIfAborted();
  }
  if (examples === 0) throw new DataError('the dataset has no examples: give at least one');
}

/** The codes of a dataset, `[examples, width]`, as {@link codeBatches} gives them. */
export async function allCodes(
  model: Autoencoder,
  data: Dataset | tf.Tensor,
  options: CodeOptions = {},
): Promise<Rows> {
  const parts: Rows[] = [];
  for await (const part of codeBatches(model, data, options)) parts.push(part);
  return concatenateRows(parts);
}

/** @throws {DataError} naming the first example whose code is not finite. */
function checkFinite({ values, shape }: Rows, first: number): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return;
  const example = first + Math.floor((bad * shape[0]!) / values.length);
  throw new DataError(
    `the code of example ${example} holds ${values[bad]}: look at the example, and at the autoencoder's weights`,
  );
}

/**
 * Codes of the caller's, flattened to `[count, width]`: one code of the latent shape, or several.
 *
 * @throws {ShapeError} when the codes do not fit the model.
 * @throws {DataError} when there are none, or a value is not finite.
 */
export async function givenCodes(what: string, model: Autoencoder, codes: Rows | tf.Tensor): Promise<Rows> {
  const { latentShape } = model;
  const { shape } = codes;
  const single = tf.util.arraysEqual([...shape], [...latentShape]);
  if (!single) checkShape(what, shape, [null, ...latentShape]);
  const values = codes instanceof tf.Tensor ? Float32Array.from(await codes.data()) : codes.values;
  const count = single ? 1 : shape[0]!;
  const width = codeWidth(model);
  if (count === 0) throw new DataError(`${what} holds no codes: give at least one`);
  if (values.length !== count * width) {
    throw new ShapeError(`${what} has ${values.length} values, expected ${count * width} of ${count} codes`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new DataError(
      `${what} holds ${values[bad]} in code ${Math.floor(bad / width)}: give finite values`,
    );
  }
  return { values, shape: [count, width] };
}
