import type { RandomSource } from '@autoencoders/backend';
import {
  type Callback,
  defineVariant,
  type LossTerms,
  type Networks,
  type StepContext,
  variablesOf,
} from '@autoencoders/core';
import { checkShape } from '@autoencoders/errors';
import { squaredErrorPerExample, stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { checkIndices } from './check-indices.js';
import { codePerplexity } from './code-perplexity.js';
import { codePictures } from './code-pictures.js';
import { codebook } from './codebook.js';
import { lookUp } from './look-up.js';
import { nearestCode } from './nearest-code.js';
import { codeShapeOf, likelihoodOf, type VectorQuantizedRoles, vectorQuantizedNetworks } from './networks.js';
import { type VectorQuantizedSettings, vectorQuantizedOptions } from './options.js';
import { straightThrough } from './straight-through.js';

type Inputs = { readonly x: tf.Tensor };

/**
 * Makes a vector-quantised autoencoder (VQ-VAE): each vector of the encoder's output `z` is replaced by the nearest
 * `e_k` of a codebook, and the decoder tells the data from these,
 *
 * `loss = E[-log p(x | e) + β ‖z - sg(e)‖² + ‖sg(z) - e‖²]`, `sg` being held fixed;
 *
 * summed over features and vectors, averaged over the batch, the first in nats. The encoder gets the decoder's gradient
 * straight through the codes, as if nothing had been rounded: it is not the slope of the loss. The last term is there with
 * `codebook: 'gradient'` only; by default codes are running means of what they stand for. Codes that fall out of use are
 * put onto encoder outputs again.
 *
 * Under a uniform prior the divergence is constant, `log codes` nats for each vector.
 * Source: van den Oord, Vinyals and Kavukcuoglu 2017, "Neural discrete representation learning", eq. 1-3 and
 * appendix A.1.
 *
 * @example
 * const model = vectorQuantizedAutoencoder({ inputShape: [28, 28, 1], architecture: 'convolutional', codes: 256 });
 *
 * @throws {OptionError} naming each option that is wrong.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export const vectorQuantizedAutoencoder = defineVariant({
  kind: 'vector-quantized',
  summary: 'vector-quantised autoencoder (VQ-VAE): codes are integers, vectors of a learned codebook',
  options: vectorQuantizedOptions,
  roles: ['encoder', 'decoder'],
  networks: vectorQuantizedNetworks,
  model: vectorQuantizedModel,
});

/** A vector-quantised autoencoder. */
export type VectorQuantizedAutoencoder = ReturnType<typeof vectorQuantizedAutoencoder>;

function vectorQuantizedModel(
  { encoder, decoder }: Networks<VectorQuantizedRoles>,
  options: VectorQuantizedSettings,
) {
  const { inputShape, codes, codeDim, commitment } = options;
  const latentShape = codeShapeOf(encoder, codeDim);
  const indexShape = latentShape.slice(0, -1);
  const positions = indexShape.reduce((size, length) => size * length, 1);
  const likelihood = likelihoodOf(options);
  const book = codebook(options);
  const decoderShape = decoder.inputs[0]!.shape.slice(1) as number[];

  /** Encoder outputs as rows, `[batch · positions, codeDim]`. */
  function rowsOf(x: tf.Tensor, training: boolean): tf.Tensor {
    checkShape('x', x.shape, [null, ...inputShape]);
    return tf.reshape(encoder.apply(x, { training }) as tf.Tensor, [-1, codeDim]);
  }
  const output = (z: tf.Tensor, training: boolean) =>
    decoder.apply(tf.reshape(z, [-1, ...decoderShape]), { training }) as tf.Tensor;
  const indicesOf = (x: tf.Tensor) => nearestCode(rowsOf(x, false), book.vectors);
  const vectorsOf = (indices: tf.Tensor) =>
    tf.reshape(tf.gather(book.vectors, tf.reshape(indices, [-1])), [-1, ...latentShape]);
  const decode = (z: tf.Tensor) => tf.tidy(() => likelihood.mean(output(z, false)));

  function loss({ x }: Inputs, step: StepContext): LossTerms {
    const rows = rowsOf(x, step.training);
    const examples = x.shape[0]!;
    const { vectors, indices, counts } = book.assign(rows, step);
    // Captured, not taken as an input: indices have no gradient.
    const nearest = stopGradient(rows, () => tf.gather(vectors, indices));
    const decoded = output(straightThrough(rows, nearest), step.training);
    const reconstruction = tf.mean(likelihood.negativeLogLikelihood(x, decoded)) as tf.Scalar;
    const drawn = tf.div(tf.sum(tf.square(tf.sub(rows, nearest))), examples) as tf.Scalar;
    const cost = tf.add(reconstruction, tf.mul(drawn, commitment)) as tf.Scalar;
    const terms = { reconstruction, commitment: drawn, perplexity: codePerplexity(counts) };
    if (options.codebook === 'ema') return { loss: cost, ...terms };
    const moving = tf.square(tf.sub(stopGradient(rows), lookUp(vectors, indices)));
    const codebookLoss = tf.div(tf.sum(moving), examples) as tf.Scalar;
    return { loss: tf.add(cost, codebookLoss) as tf.Scalar, ...terms, codebook: codebookLoss };
  }

  const starting: Callback = { onTrainBegin: () => book.begin() };

  return {
    inputShape,
    latentShape,
    domain: likelihood.domain,
    /** How many vectors the codebook has. */
    codes,
    /** Shape of the indices of one example: `[height, width]` of a map, `[positions]` of dense layers. */
    indexShape,
    state: book.state,
    callbacks: [starting],
    phases: [
      {
        name: 'quantization',
        variables: [
          ...variablesOf(encoder, decoder),
          ...(options.codebook === 'gradient' ? [book.vectors] : []),
        ],
        loss,
        afterStep: () => book.afterStep(),
      },
    ],
    encode: (x: tf.Tensor) => tf.tidy(() => vectorsOf(indicesOf(x))),
    decode(z: tf.Tensor) {
      checkShape('z', z.shape, [null, ...latentShape]);
      return decode(z);
    },
    /**
     * `[batch, ...inputShape]` to the index of the nearest code of each vector, int32 `[batch, ...indexShape]`.
     *
     * @throws {ShapeError} when the input does not fit.
     */
    encodeIndices: (x: tf.Tensor) => tf.tidy(() => tf.reshape(indicesOf(x), [-1, ...indexShape])),
    /**
     * Indices int32 `[batch, ...indexShape]` to `[batch, ...inputShape]`, as `decode`. On a graphics card an index out
     * of range is taken for the nearest that exists, for nothing is read back.
     *
     * @throws {ShapeError} when the shape does not fit.
     * @throws {DataError} when they are no integers, or one is out of range.
     */
    decodeIndices(indices: tf.Tensor) {
      checkShape('indices', indices.shape, [null, ...indexShape]);
      return tf.tidy(() => decode(vectorsOf(checkIndices('indices', indices, codes))));
    },
    /** The codebook, `[codes, codeDim]`; the caller disposes it. */
    codebook: () => tf.clone(book.vectors) as tf.Tensor2D,
    /** Codes of the prior that training assumes: uniform, each vector by itself. */
    samplePrior: (count: number, random: RandomSource) =>
      tf.tidy(() => {
        const drawn = tf.mul(random.uniform('prior', [count * positions]), codes);
        return vectorsOf(tf.cast(tf.minimum(tf.floor(drawn), codes - 1), 'int32'));
      }),
    figures: ({ x }: Inputs) => {
      const rows = rowsOf(x, false);
      const nearest = tf.gather(book.vectors, nearestCode(rows, book.vectors));
      const decoded = output(nearest, false);
      const reconstruction = likelihood.negativeLogLikelihood(x, decoded);
      const perExample = (tensor: tf.Tensor) => tf.reshape(tensor, [x.shape[0]!, -1]);
      const kl = tf.fill([x.shape[0]!], positions * Math.log(codes)) as tf.Tensor1D;
      return {
        negativeElbo: tf.add(reconstruction, kl) as tf.Tensor1D,
        reconstruction,
        kl,
        commitment: squaredErrorPerExample(perExample(rows), perExample(nearest)),
        squaredError: squaredErrorPerExample(x, likelihood.mean(decoded)),
      };
    },
    views: [codePictures({ codes, counts: book.state.counts!, vectorsOf, indexShape, decode })],
  };
}
