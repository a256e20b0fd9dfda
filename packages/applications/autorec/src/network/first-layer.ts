import type { StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { type Cells, rowSums } from './cells.js';
import { sparseProduct } from './sparse-products.js';

/** How products with ratings are computed: of whole rows, or of observed cells alone. */
export const computations = ['auto', 'dense', 'sparse'] as const;
export type Computation = (typeof computations)[number];

/** Share of observed cells below which gathering them is the faster; measured on WASM. */
const sparseBelow = 0.004;

/** Whether the observed cells alone are to be computed with. */
export function isSparse(
  computation: Computation,
  cells: Cells | undefined,
  [batch, columns]: readonly [number, number],
): boolean {
  if (!cells || computation === 'dense') return false;
  return computation === 'sparse' || cells.count < sparseBelow * batch * columns;
}

/** What is done to the inputs. */
export interface InputOptions {
  /** Each row is divided by its length. */
  readonly normalize: boolean;
  /** Share of the inputs that is dropped in training; the rest is scaled up. */
  readonly inputDropout: number;
  readonly computation: Computation;
}

/** The inputs of a batch as the encoder sees them. */
export interface Inputs {
  /** Whole rows, `[batch, columns]`, where there are no cells. */
  readonly x: tf.Tensor2D;
  /** The cells, with the value of each and 1 where it is an input that was kept, else 0. */
  readonly seen?: { readonly cells: Cells; readonly values: tf.Tensor1D; readonly kept: tf.Tensor1D };
}

/** The inputs `dropout(x / |x|)` of a batch. */
export function inputsOf(
  x: tf.Tensor2D,
  cells: Cells | undefined,
  { normalize, inputDropout }: InputOptions,
  { training, random }: Pick<StepContext, 'training' | 'random'>,
): Inputs {
  if (!cells) return { x: normalize ? tf.div(x, lengths(tf.sum(tf.square(x), 1, true))) : x };
  const batch = x.shape[0];
  const given = tf.mul(cells.values, cells.inputs) as tf.Tensor1D;
  const values = normalize
    ? (tf.div(given, tf.gather(lengths(rowSums(tf.square(given), cells, batch)), cells.rows)) as tf.Tensor1D)
    : given;
  if (!training || inputDropout === 0) return { x, seen: { cells, values, kept: cells.inputs } };
  const drawn = tf.greaterEqual(random.uniform('input-dropout', [cells.count]), inputDropout);
  const kept = tf.mul(tf.cast(drawn, 'float32'), cells.inputs) as tf.Tensor1D;
  return { x, seen: { cells, values: tf.mul(values, tf.div(kept, 1 - inputDropout)) as tf.Tensor1D, kept } };
}

/**
 * The product of inputs with a kernel, `[batch, width]`: of whole rows or of the cells alone, which is the same.
 *
 * @param kernel `[columns, width]`
 * @param observed in place of the values, 1 where there is one
 */
export function inputProduct(
  { x, seen }: Inputs,
  kernel: tf.Tensor2D,
  { computation }: InputOptions,
  observed = false,
): tf.Tensor2D {
  if (!seen) return tf.matMul(observed ? tf.cast(tf.notEqual(x, 0), 'float32') : x, kernel);
  const { cells, values, kept } = seen;
  const told = observed ? kept : values;
  if (isSparse(computation, cells, x.shape)) return sparseProduct(cells, told, kernel, x.shape[0]);
  return tf.matMul(tf.scatterND(cells.places, told, x.shape), kernel);
}

/** Lengths from their squares; of a row of zeros, 1. */
function lengths<Values extends tf.Tensor>(squares: Values): Values {
  return tf.where(tf.greater(squares, 0), tf.sqrt(squares), tf.onesLike(squares)) as Values;
}
