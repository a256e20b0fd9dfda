import { type RandomSource, randomSource } from '@autoencoders/backend';
import {
  type Application,
  type Autoencoder,
  checkOwnNetwork,
  type Json,
  type LossTerms,
  variablesOf,
} from '@autoencoders/core';
import { checkInteger, checkNumber, checkShape, formatShape, OptionError } from '@autoencoders/errors';
import { pixelCnn } from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { checkIndices } from './check-indices.js';
import { classCondition, sameLabel } from './class-condition.js';
import { type CodePriorOptions, codePriorSettings } from './code-prior-options.js';
import { drawMap } from './draw-map.js';
import { mapNegativeLogLikelihood } from './map-likelihood.js';

/** An autoencoder whose codes are integers. */
export interface DiscreteAutoencoder extends Autoencoder {
  /** Indices are 0 to `codes - 1`. */
  readonly codes: number;
  /** Shape of the indices of one example: `[height, width]`, or one axis. */
  readonly indexShape: readonly number[];
  /** `[batch, ...inputShape]` to int32 `[batch, ...indexShape]`. */
  encodeIndices(x: tf.Tensor): tf.Tensor;
  /** int32 `[batch, ...indexShape]` to `[batch, ...inputShape]`. */
  decodeIndices(indices: tf.Tensor): tf.Tensor;
}

/** How to sample from a {@link CodePrior}. */
export interface SampleOptions {
  /** Where the draws come from. Default `randomSource(0)`. */
  readonly random?: RandomSource;
  /** What logits are divided by; 0 takes the most probable code at each place. Default 1. */
  readonly temperature?: number;
  /** The class to sample, or one for each sample; of a prior with `classes`. Default -1, none of them. */
  readonly label?: number | tf.Tensor1D;
}

/** A prior of an autoencoder's codes. */
export interface CodePrior<Model extends DiscreteAutoencoder = DiscreteAutoencoder> extends Application {
  readonly autoencoder: Model;
  /**
   * `log p(indices)` of each example, in nats: int32 `[batch, ...indexShape]` to `[batch]`.
   *
   * @param labels `[batch]`, of a prior with `classes`
   * @throws {ShapeError} when the shape does not fit.
   * @throws {DataError} when they are no integers or out of range, or labels are missing.
   */
  logLikelihood(indices: tf.Tensor, labels?: tf.Tensor1D): tf.Tensor1D;
  /**
   * Draws indices, int32 `[count, ...indexShape]`, place by place.
   *
   * @throws {OptionError} for a count, temperature or label that is impossible.
   */
  sampleIndices(count: number, options?: SampleOptions): tf.Tensor;
  /** The same decoded, `[count, ...inputShape]`. */
  sample(count: number, options?: SampleOptions): tf.Tensor;
}

/**
 * Puts a prior on the codes of an autoencoder: a gated PixelCNN that tells each index from those before it in raster
 * order, trained by `fit` on the same data, whose images the autoencoder, held fixed, turns into indices.
 *
 * The loss is `-log p(indices) = -Σ log p(i_rc | i_<rc)`, summed over places, averaged over the batch, in nats. Figures
 * of `evaluate`: `codeNegativeLogLikelihood`, and `negativeElbo`, what the autoencoder calls `reconstruction` added
 * where it has it: a bound on `-log p(x)` of the whole model.
 *
 * The autoencoder stays the caller's, who disposes it: `dispose` frees the prior.
 * Sources: van den Oord, Vinyals and Kavukcuoglu 2017, section 3.3; van den Oord et al. 2016, "Conditional image
 * generation with PixelCNN decoders".
 *
 * @example
 * const prior = codePrior(model, { layers: 6 });
 * await fit(prior, images, { epochs: 10 });
 * const images = prior.sample(16, { random: randomSource(7) });
 *
 * @throws {OptionError} naming each option that is wrong; for codes of more than two axes.
 * @throws {ShapeError} when a network of the caller's does not fit.
 */
export function codePrior<Model extends DiscreteAutoencoder>(
  autoencoder: Model,
  { prior: own, ...given }: CodePriorOptions = {},
): CodePrior<Model> {
  const settings = codePriorSettings(given);
  const { classes, ...sizes } = settings;
  const { codes, indexShape, inputShape, domain } = autoencoder;
  if (indexShape.length > 2) {
    throw new OptionError(`codes have the shape ${formatShape(indexShape)}: a prior takes at most two axes`);
  }
  const { height, width } = mapOf(indexShape);
  if (own && !classes) checkOwnNetwork('prior', own, [height, width], [[height, width, codes]]);
  const condition = classes === undefined ? {} : { condition: [classes] };
  const network =
    own ?? pixelCnn({ ...sizes, ...condition, mapShape: [height, width], categories: codes, name: 'prior' });

  function negativeLogLikelihood(indices: tf.Tensor, labels: tf.Tensor | undefined): tf.Tensor1D {
    const map = tf.reshape(indices, [-1, height, width]);
    const told =
      classes === undefined ? undefined : classCondition({ x: map, ...(labels && { y: labels }) }, classes);
    return mapNegativeLogLikelihood(map, network.apply(told ? [map, told] : map) as tf.Tensor);
  }

  function sampleIndices(
    count: number,
    { random, temperature = 1, label = -1 }: SampleOptions = {},
  ): tf.Tensor {
    checkInteger('count', count);
    checkNumber('temperature', temperature, 0);
    if (classes === undefined && label !== -1) {
      throw new OptionError('a label was given: the prior was made without classes');
    }
    return tf.tidy(() => {
      const labels = typeof label === 'number' ? sameLabel(count, label) : label;
      checkShape('label', labels.shape, [count]);
      const map = drawMap({ network, height, width, inputOf: (indices) => indices }, count, {
        random: random ?? randomSource(0),
        temperature,
        ...(classes === undefined ? {} : { condition: classCondition({ y: labels }, classes) }),
      });
      return tf.reshape(map, [count, ...indexShape]);
    });
  }

  return {
    kind: 'code-prior',
    options: JSON.parse(JSON.stringify(settings)) as { readonly [key: string]: Json },
    autoencoder,
    inputShape,
    ...(domain ? { domain } : {}),
    networks: { ...autoencoder.networks, prior: network },
    state: stateOf(autoencoder),
    phases: [
      {
        name: 'prior',
        variables: variablesOf(network),
        loss: ({ x, y }): LossTerms => {
          const loss = tf.mean(negativeLogLikelihood(autoencoder.encodeIndices(x), y)) as tf.Scalar;
          return { loss, bitsPerCode: tf.div(loss, height * width * Math.LN2) as tf.Scalar };
        },
      },
    ],
    figures: (batch, step) => {
      const { reconstruction } = autoencoder.figures(batch, step);
      const cost = negativeLogLikelihood(autoencoder.encodeIndices(batch.x), batch.y);
      return {
        codeNegativeLogLikelihood: cost,
        ...(reconstruction && { negativeElbo: tf.add(cost, reconstruction) as tf.Tensor1D }),
      };
    },
    logLikelihood(indices, labels) {
      checkShape('indices', indices.shape, [null, ...indexShape]);
      return tf.tidy(
        () => tf.neg(negativeLogLikelihood(checkIndices('indices', indices, codes), labels)) as tf.Tensor1D,
      );
    },
    sampleIndices,
    sample: (count, options) => tf.tidy(() => autoencoder.decodeIndices(sampleIndices(count, options))),
    dispose: () => network.dispose(),
  };
}

/** Indices as a map; those along one axis are a single row, above which there is nothing. */
function mapOf(indexShape: readonly number[]): { readonly height: number; readonly width: number } {
  const [first = 1, second = 1] = indexShape;
  return second === 1 ? { height: 1, width: first } : { height: first, width: second };
}

/** The autoencoder's state under names that are not the prior's: a checkpoint holds it too. */
function stateOf({ state = {} }: Autoencoder): Record<string, tf.Variable> {
  return Object.fromEntries(
    Object.entries(state).map(([name, variable]) => [`autoencoder/${name}`, variable]),
  );
}
