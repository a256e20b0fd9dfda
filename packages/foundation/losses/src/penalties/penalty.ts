import type * as tf from '@tensorflow/tfjs';

/** What a penalty may look at in a step. */
export interface PenaltyInputs {
  /** The examples, clean, `[batch, ...inputShape]`. */
  readonly x: tf.Tensor;
  /** The code of what the encoder was given, `[batch, ...latentShape]`. */
  readonly code: tf.Tensor;
  /** What the decoder makes of it, before it is taken to data space, `[batch, ...]`. */
  readonly output: tf.Tensor;
  /** The encoder, for its layers' weights. */
  readonly encoder: tf.LayersModel;
  /** True in training, false in validation. */
  readonly training: boolean;
  /**
   * The output of a layer of encoder or decoder that the term names among its `layers`, `[batch, ...shape]`; `'code'`
   * is the code, which is always there.
   */
  activation(layer: string): tf.Tensor;
  /** The code of any inputs, differentiable, each example by itself. */
  encode(x: tf.Tensor): tf.Tensor;
  /** The decoder's output for any codes, differentiable. */
  decode(code: tf.Tensor): tf.Tensor;
  /** Standard normal values keyed by seed, step and purpose. */
  normal(purpose: string, shape: readonly number[]): tf.Tensor;
  /** A variable that the penalty asked for, by name. */
  state(name: string): tf.Variable;
  /** Gives such a variable a value once the update is made; does nothing outside training. */
  remember(variable: tf.Variable, value: tf.Tensor): void;
}

/**
 * A penalty of the caller's own: a scalar, weighed already, of what it may look at. Runs in a tidy. One that looks at
 * layers beside the code is a {@link PenaltyTerm}, which names them.
 */
export type PenaltyFunction = (inputs: PenaltyInputs) => tf.Scalar;

/** A penalty as training uses it: a named term of the loss. */
export interface PenaltyTerm {
  /** Name of the term in logs: `'l1Sparsity'`. */
  readonly name: string;
  /** Multiplies the value in the loss; the term is logged without it. */
  readonly weight: number;
  /** Layers whose output it looks at. */
  readonly layers: readonly string[];
  /** The value on a batch. */
  evaluate(inputs: PenaltyInputs): tf.Scalar;
  /**
   * Shapes of the variables it carries from step to step, by name, and what they start from.
   *
   * @param shapeOf the shape of a layer's output, without the batch
   */
  stateShapes?(
    shapeOf: (layer: string) => readonly number[],
  ): Readonly<Record<string, { readonly shape: readonly number[]; readonly value: number }>>;
}
