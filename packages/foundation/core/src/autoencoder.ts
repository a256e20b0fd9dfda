import type { RandomSource } from '@autoencoders/backend';
import type { Batch } from '@autoencoders/data';
import type * as tf from '@tensorflow/tfjs';
import type { Callback } from './training/callback.js';

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What a phase may know about the step it is in. */
export interface StepContext {
  /** Steps taken before this one, over all epochs. */
  readonly step: number;
  /** Epochs finished before this step. */
  readonly epoch: number;
  /** True in training; false in validation and evaluation (no dropout, no annealing). */
  readonly training: boolean;
  /** Draws keyed by the run's seed and this step. */
  readonly random: RandomSource;
  /**
   * Gives a variable of the model's `state` a value once the update is made: running means, counts. Nothing is
   * computed twice for it, and the loss stays a function of its arguments. Absent outside training steps.
   */
  readonly remember?: (variable: tf.Variable, value: tf.Tensor) => void;
}

/** Named scalars of one step: `loss` is differentiated, all are logged. */
export type LossTerms = { readonly loss: tf.Scalar } & Readonly<Record<string, tf.Scalar>>;

/** One alternating update: which variables move, and down which loss. */
export interface Phase {
  /** Short name, used in logs and for the phase's optimizer: `'elbo'`, `'critic'`. */
  readonly name: string;
  /** Exactly what this phase may move, in a fixed order. Only what is in a network is saved with the model. */
  readonly variables: readonly tf.Variable[];
  /** Updates per training step (a WGAN critic: 5). Default 1. */
  readonly repeat?: number;
  /** The loss and its terms on one batch; runs inside the trainer's tidy and gradient tape. */
  loss(batch: Batch, step: StepContext): LossTerms;
  /**
   * After the update, without a gradient: EMA codebooks, clipping, target distributions. Runs in a tidy: what is to
   * last goes into a variable (`assign`).
   */
  afterStep?(batch: Batch, step: StepContext): void;
}

/** The values an input may take, checked at the first batch. */
export interface Domain {
  readonly minimum: number;
  readonly maximum: number;
  /** Completes "values in [0, 255] with …": what asks for the range and how to meet it. */
  readonly reason: string;
}

/** Pictures that a model offers of itself; a report shows them without knowing the variant. */
export interface View {
  /** Heading, such as `'From noise to clean'`. */
  readonly title: string;
  /** What the rows show, in a sentence. */
  readonly caption: string;
  /** `'data'`: values as those of inputs; `'weights'`: each picture has a scale of its own, with 0 in the middle. */
  readonly scale: 'data' | 'weights';
  /**
   * Rows of pictures by name, `[count, height, width, channels]` each, of one size. Pictures of one column belong
   * together where there are several rows. Runs in a tidy.
   *
   * @param x examples to show, `[count, ...inputShape]`
   */
  rows(x: tf.Tensor, random: RandomSource): Readonly<Record<string, tf.Tensor>>;
}

/** What an autoencoder and an application have in common. */
interface Model {
  /** The name of what it is: `'variational'`, `'classifier'`. */
  readonly kind: string;
  /** The options it was made with, as JSON; networks given by the caller are left out. */
  readonly options: { readonly [key: string]: Json };
  /** Shape of one input, without the batch dimension. */
  readonly inputShape: readonly number[];
  /** The networks that hold the weights, by role: `encoder`, `decoder`. */
  readonly networks: Readonly<Record<string, tf.LayersModel>>;
  /** What trains it, in order. */
  readonly phases: readonly Phase[];
  /** What training carries on beside weights, by name: running means, counts. Saved with the model. */
  readonly state?: Readonly<Record<string, tf.Variable>>;
  /** What watches over its training whoever calls `fit`, such as a warning of units that died. */
  readonly callbacks?: readonly Callback[];
  /** The values that inputs may take; left out: any finite number. */
  readonly domain?: Domain;
  /**
   * Test figures of each example, `[batch]` each, by name (`negativeElbo`, `squaredError`); `evaluate`
   * averages them over a dataset.
   */
  figures(batch: Batch, step: StepContext): Readonly<Record<string, tf.Tensor1D>>;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * An autoencoder as data: networks, three verbs, and the phases that train it.
 *
 * Tensors returned by the verbs belong to the caller; inputs are left alone.
 */
export interface Autoencoder extends Model {
  /** Shape of one code, without the batch dimension. */
  readonly latentShape: readonly number[];
  /** Pictures of itself for reports, beside those that every model has. */
  readonly views?: readonly View[];
  /** `[batch, ...inputShape]` to codes `[batch, ...latentShape]` (the mean, where codes are random). */
  encode(x: tf.Tensor): tf.Tensor;
  /** Codes `[batch, ...latentShape]` to `[batch, ...inputShape]`, in data space (probabilities, not logits). */
  decode(z: tf.Tensor): tf.Tensor;
  /** `decode(encode(x))`. */
  reconstruct(x: tf.Tensor): tf.Tensor;
  /** Draws codes `[count, ...latentShape]` from the prior; only where the variant defines one. */
  samplePrior?(count: number, random: RandomSource): tf.Tensor;
}

/**
 * A use of an autoencoder with weights or fitted values of its own, such as a classifier on an encoder. `networks`
 * holds those of the autoencoder too; fitted values are its `state`.
 */
export interface Application extends Model {
  /** The autoencoder that it stands on. */
  readonly autoencoder: Autoencoder;
}

/** What `fit` trains, `evaluate` judges and `save` stores. */
export type Trainable = Autoencoder | Application;
