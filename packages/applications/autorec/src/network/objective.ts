import type { StepContext } from '@autoencoders/core';
import type * as tf from '@tensorflow/tfjs';
import type { Cells } from './cells.js';

/** What a decoder gives for a batch, `[batch, columns]`: computed where it is asked for. */
export interface Outputs {
  /** At these places. */
  at(places: Pick<Cells, 'rows' | 'columns' | 'places'>): tf.Tensor1D;
  /** All of them. */
  all(): tf.Tensor2D;
}

/** The batch that outputs are held against. */
export interface Told {
  /** The inputs, `[batch, columns]`. */
  readonly x: tf.Tensor2D;
  readonly cells: Cells;
  /** 1 where the encoder saw a cell, else 0. */
  readonly kept: tf.Tensor1D;
}

/** What is made of an output by itself, and its slope. */
export interface Link {
  value(output: number): number;
  slope(output: number): number;
}

/** What a model of ratings is trained by, and what its outputs mean. */
export interface Objective {
  /** The loss of each row, `[batch]`: sums over the row, which the model averages over the batch. */
  perRow(outputs: Outputs, told: Told, step: StepContext): tf.Tensor1D;
  /** The name of the loss among the terms. */
  readonly term: string;
  /** Other figures of each row, for `evaluate`. */
  figures?(outputs: Outputs, told: Told): Readonly<Record<string, tf.Tensor1D>>;
  /** Outputs as scores in data space, `[batch, columns]` to the same. */
  scores(outputs: tf.Tensor2D): tf.Tensor2D;
  /** The same for one output, where it is not the output itself and needs no others. */
  readonly link?: Link;
}
