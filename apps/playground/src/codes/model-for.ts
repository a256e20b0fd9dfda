import type { RandomSource } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/** What a model can be told about the examples it is to make. */
export interface Given {
  /** `'condition'`: the decoder is told the class; `'prior'`: only draws from the prior are of the class. */
  readonly by: 'condition' | 'prior';
  /** How many classes or categories there are. */
  readonly count: number;
}

/** A model whose codes are vectors of a codebook. */
export interface CodebookModel extends Autoencoder {
  /** How many vectors there are. */
  readonly codes: number;
  readonly indexShape: readonly number[];
  encodeIndices(x: tf.Tensor): tf.Tensor;
  decodeIndices(indices: tf.Tensor): tf.Tensor;
  /** `[codes, codeDim]`, the caller's to dispose. */
  codebook(): tf.Tensor;
}

interface DecodesClasses {
  decode(z: tf.Tensor, labels?: readonly number[]): tf.Tensor;
}

interface DrawsClasses {
  samplePrior(count: number, random: RandomSource, labels?: readonly number[]): tf.Tensor;
}

/** Whether the codes of a model are vectors of a codebook. */
export function hasCodebook(model: Autoencoder): model is CodebookModel {
  return 'codebook' in model && 'encodeIndices' in model && 'decodeIndices' in model;
}

/** Whether the decoder makes one pixel after another, which takes long. */
export function isSlow(model: Autoencoder): boolean {
  return 'pixels' in model.networks;
}

/** What the model can be told of the examples it is to make, if anything. */
export function givenTo({ kind, options, samplePrior }: Autoencoder): Given | undefined {
  const { classes, categories } = options;
  if (kind === 'conditional-variational' && typeof classes === 'number') {
    return { by: 'condition', count: classes };
  }
  const count = classes ?? categories;
  if (kind.startsWith('adversarial') && typeof count === 'number' && samplePrior) {
    return { by: 'prior', count };
  }
  return undefined;
}

/**
 * The model as it is asked here: told a class where it takes one; and where codes are vectors of a codebook, any code
 * is decoded as the nearest vectors that are in it.
 */
export function modelFor(model: Autoencoder, label?: number): Autoencoder {
  if (hasCodebook(model)) return { ...model, decode: (z) => tf.tidy(() => model.decode(nearest(model, z))) };
  if (label === undefined) return model;
  switch (givenTo(model)?.by) {
    case 'condition':
      return {
        ...model,
        decode: (z) => (model as DecodesClasses).decode(z, Array(z.shape[0]!).fill(label)),
      };
    case 'prior':
      return {
        ...model,
        samplePrior: (count, random) =>
          (model as unknown as DrawsClasses).samplePrior(count, random, Array(count).fill(label)),
      };
    default:
      return model;
  }
}

/** Each vector of codes `[batch, …, codeDim]` replaced by the nearest of the codebook; runs in a tidy. */
function nearest(model: CodebookModel, z: tf.Tensor): tf.Tensor {
  const book = model.codebook();
  const rows = tf.reshape(z, [-1, book.shape[1]!]);
  // |z - e|² = |z|² - 2 z·e + |e|², of which the first is the same for all e.
  const closeness = tf.sub(tf.mul(tf.matMul(rows, book, false, true), 2), tf.sum(tf.square(book), 1));
  return tf.reshape(tf.gather(book, tf.argMax(closeness, 1)), z.shape);
}
