import { type LossTerms, type StepContext, type VariantModel, variablesOf } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import { checkShape } from '@autoencoders/errors';
import { reparameterize } from '@autoencoders/layers';
import { klFromStandardNormalPerExample } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { type Cells, cellsOf, neededCells, rowSums } from './cells.js';
import { type InputOptions, type Inputs, inputProduct, inputsOf, isSparse } from './first-layer.js';
import type { Link, Objective, Outputs } from './objective.js';
import { productAt, valuesAt } from './sparse-products.js';
import { squaredNorm } from './squared-norm.js';

/** The networks of a model of ratings. */
export interface RatingNetworks {
  readonly encoder: tf.LayersModel;
  readonly decoder: tf.LayersModel;
  /** A vector for each row, added where its ratings come in. */
  readonly nodes?: tf.LayersModel;
  /** A second kernel for the inputs, `[columns, width]`, that sees which are observed and not how they are. */
  readonly observed?: tf.LayersModel;
}

/** A Gaussian posterior of the code, and what its divergence from N(0, I) weighs. */
export interface Posterior {
  readonly latentDim: number;
  /** The weight at a step; at its end, outside of training. */
  weight(step: StepContext): number;
}

/** What makes a model of ratings out of networks. */
export interface RatingModelOptions extends InputOptions {
  readonly inputShape: readonly number[];
  readonly latentDim: number;
  /** Rows that there are in all. */
  readonly rows: number;
  /** λ of the penalty `λ / 2 Σ ‖kernel‖²` beside the loss summed over all rows: of both sides, or of each. */
  readonly l2: number | KernelPenalty;
  /** What an observed rating is to the kernel that sees which there are. Default 1. */
  readonly inputMask?: number;
  readonly objective: Objective;
  readonly posterior?: Posterior | undefined;
}

/** λ of the encoder's kernels and of the decoder's. */
export interface KernelPenalty {
  readonly encoder: number;
  readonly decoder: number;
}

/** What a model of ratings offers a recommender beside the contract. */
export interface RatingModel extends VariantModel {
  /** The units before the last layer, `[batch, width]`, without dropout and draws. */
  lastHidden(batch: Batch): tf.Tensor2D;
  /** The kernel `[columns, width]` and bias `[columns]` of the last layer: live, not to be disposed. */
  readonly output: { readonly kernel: tf.Tensor2D; readonly bias: tf.Tensor1D };
  /** Outputs of the last layer as scores in data space. */
  scores(outputs: tf.Tensor2D): tf.Tensor2D;
  /** The same for one output, where it is not the output itself. */
  readonly link: Link | undefined;
  /** The weight `λ` of the last kernel's squares beside the loss of all rows. */
  readonly l2: number;
}

/** The name of the only phase. */
export const ratingsPhase = 'ratings';

/**
 * A model of sparse ratings over networks. Its loss is that of the objective, averaged over the rows of a batch, plus
 * `λ / 2N Σ ‖kernel‖²` for `N` rows in all, which is the λ of a sum over all of them; with a posterior, plus its weighted
 * divergence from N(0, I).
 */
export function ratingModel(networks: RatingNetworks, options: RatingModelOptions): RatingModel {
  const { encoder, decoder, nodes, observed } = networks;
  const { inputShape, latentDim, rows, objective, posterior } = options;
  const l2 = typeof options.l2 === 'number' ? { encoder: options.l2, decoder: options.l2 } : options.l2;
  const columns = inputShape[0]!;
  const inwards = [encoder, nodes, observed].filter((network) => network !== undefined);
  const variables = variablesOf(encoder, decoder, ...inwards.slice(1));
  const kernelsOf = (networks: readonly tf.LayersModel[]) =>
    variablesOf(...networks).filter(({ rank }) => rank === 2);
  const penalized = [
    { kernels: kernelsOf(inwards), weight: l2.encoder / (2 * rows) },
    { kernels: kernelsOf([decoder]), weight: l2.decoder / (2 * rows) },
  ].filter(({ weight }) => weight > 0);
  const [, first, ...inner] = encoder.layers as [tf.layers.Layer, ...tf.layers.Layer[]];
  const outer = decoder.layers.slice(1, -1);
  const last = decoder.layers.at(-1)!;
  const output = {
    get kernel() {
      return last.weights[0]!.read() as tf.Tensor2D;
    },
    get bias() {
      return last.weights[1]!.read() as tf.Tensor1D;
    },
  };

  /** What the encoder gives: codes, or means and log-variances side by side. */
  function encoded(inputs: Inputs, step: Inference): tf.Tensor2D {
    const kernelOf = (layer: tf.layers.Layer) => layer.weights[0]!.read() as tf.Tensor2D;
    const parts: tf.Tensor[] = [inputProduct(inputs, kernelOf(first!), options)];
    if (observed) {
      const shown = inputProduct(inputs, kernelOf(observed.layers.at(-1)!), options, true);
      parts.push(tf.mul(shown, options.inputMask ?? 1));
    }
    if (nodes && inputs.seen) parts.push(nodeOf(inputs.seen.cells, inputs.x.shape[0], nodes));
    const sum = parts.reduce((total, part) => tf.add(total, part));
    return through(inner, tf.add(sum, first!.weights[1]!.read()), step);
  }

  const meanOf = (code: tf.Tensor2D) =>
    posterior ? tf.slice(code, [0, 0], [code.shape[0], posterior.latentDim]) : code;

  function outputsOf(code: tf.Tensor2D, x: tf.Tensor2D, cells: Cells, step: Inference): Outputs {
    const hidden = through(outer, code, step);
    let whole: tf.Tensor2D | undefined;
    const computed = () => {
      whole ??= last.apply(hidden) as tf.Tensor2D;
      return whole;
    };
    const sparse = isSparse(options.computation, cells, x.shape);
    return {
      all: computed,
      at: (places) =>
        sparse && !whole
          ? tf.add(productAt(places, hidden, output.kernel), tf.gather(output.bias, places.columns))
          : valuesAt(computed(), places.places),
    };
  }

  /** Outputs, from a drawn code where it is drawn and in training, and the divergence of its posterior. */
  function passed(x: tf.Tensor2D, cells: Cells, step: StepContext) {
    const inputs = inputsOf(x, cells, options, step);
    const code = encoded(inputs, step);
    const told = { x, cells, kept: inputs.seen!.kept };
    if (!posterior) return { told, outputs: outputsOf(code, x, cells, step) };
    const [mean, logVariance] = tf.split(code, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const drawn = step.training
      ? reparameterize(mean, logVariance, step.random.normal('posterior', mean.shape))
      : mean;
    return {
      told,
      outputs: outputsOf(drawn as tf.Tensor2D, x, cells, step),
      divergence: klFromStandardNormalPerExample(mean, logVariance),
    };
  }

  function loss(batch: Batch, step: StepContext): LossTerms {
    const cells = neededCells(batch);
    const x = batch.x as tf.Tensor2D;
    const { told, outputs, divergence } = passed(x, cells, step);
    const error = tf.mean(objective.perRow(outputs, told, step)) as tf.Scalar;
    const terms: Record<string, tf.Scalar> = { [objective.term]: error };
    let total: tf.Tensor = error;
    if (divergence && posterior) {
      terms.kl = tf.mean(divergence) as tf.Scalar;
      total = tf.add(total, tf.mul(terms.kl, posterior.weight(step)));
    }
    if (penalized.length > 0) {
      const penalties = penalized.map(({ kernels, weight }) => tf.mul(squaredNorm(kernels), weight));
      terms.penalty = tf.addN(penalties) as tf.Scalar;
      total = tf.add(total, terms.penalty);
    }
    if (!step.training) terms.targets = tf.div(tf.sum(cells.targets), x.shape[0]) as tf.Scalar;
    return { loss: total as tf.Scalar, ...terms };
  }

  return {
    inputShape,
    latentShape: [latentDim],
    phases: [{ name: ratingsPhase, variables, loss }],
    encode: (x) => {
      checkShape('x', x.shape, [null, columns]);
      return tf.tidy(() => {
        const inputs = inputsOf(x as tf.Tensor2D, undefined, options, inference);
        return tf.clone(meanOf(encoded(inputs, inference)));
      });
    },
    decode: (z) => {
      checkShape('z', z.shape, [null, latentDim]);
      return tf.tidy(() => objective.scores(decoder.predict(z) as tf.Tensor2D));
    },
    figures: (batch, step) => {
      const cells = neededCells(batch);
      const still = { ...step, training: false };
      const { told, outputs, divergence } = passed(batch.x as tf.Tensor2D, cells, still);
      return {
        [objective.term]: objective.perRow(outputs, told, still),
        ...objective.figures?.(outputs, told),
        ...(divergence ? { kl: divergence } : {}),
      };
    },
    lastHidden: (batch) =>
      tf.tidy(() => {
        const inputs = inputsOf(batch.x as tf.Tensor2D, cellsOf(batch), options, inference);
        return tf.clone(through(outer, meanOf(encoded(inputs, inference)), inference));
      }),
    output,
    scores: objective.scores,
    link: objective.link,
    l2: l2.decoder,
  };
}

/** As much of a step as a pass through the networks needs. */
type Inference = Pick<StepContext, 'training' | 'random'>;

/** A pass that draws nothing. */
const inference: Inference = { training: false, random: undefined as never };

function through(layers: readonly tf.layers.Layer[], x: tf.Tensor, { training }: Inference): tf.Tensor2D {
  return layers.reduce<tf.Tensor>(
    (units, layer) => layer.apply(units, { training }) as tf.Tensor,
    x,
  ) as tf.Tensor2D;
}

/** The vector of each row of a batch; 0 for one that has no number. */
function nodeOf({ numbers, rows }: Cells, batch: number, nodes: tf.LayersModel): tf.Tensor2D {
  // One cell of each row has its number, the others 0.
  const found = rowSums(numbers, { rows }, batch);
  const table = nodes.weights[0]!.read() as tf.Tensor2D;
  const known = tf.cast(tf.greater(found, 0), 'float32');
  const vectors = tf.gather(table, tf.cast(tf.maximum(tf.sub(found, 1), 0), 'int32'));
  return tf.mul(vectors, tf.expandDims(known, 1)) as tf.Tensor2D;
}
