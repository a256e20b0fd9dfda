import type { Autoencoder, StepContext } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';

/** A dense layer in numbers: `bias + row · kernel`. */
export interface DenseNumbers {
  readonly kernel: readonly (readonly number[])[];
  readonly bias: readonly number[];
}

/** What a dense layer makes of a row, in double precision. */
export function dense(row: readonly number[], { kernel, bias }: DenseNumbers): number[] {
  return bias.map((start, unit) => sum(row.map((value, input) => value * kernel[input]![unit]!)) + start);
}

export function relu(values: readonly number[]): number[] {
  return values.map((value) => Math.max(0, value));
}

export function sigmoid(values: readonly number[]): number[] {
  return values.map((value) => 1 / (1 + Math.exp(-value)));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  return sum(a.map((value, index) => (value - b[index]!) ** 2));
}

/** Gives layers of a network their numbers, by name. */
export function setLayers(network: tf.LayersModel, layers: Readonly<Record<string, DenseNumbers>>): void {
  tf.tidy(() => {
    for (const [name, { kernel, bias }] of Object.entries(layers)) {
      const numbers = [tf.tensor2d(kernel.map((row) => [...row])), tf.tensor1d([...bias])];
      network.getLayer(name).setWeights(numbers);
    }
  });
}

const outside: StepContext = { step: 0, epoch: 0, training: false, random: undefined as never };

/** The loss terms of a model on rows. */
export function termsOf(
  { phases }: Pick<Autoencoder, 'phases'>,
  rows: readonly (readonly number[])[],
  step: Partial<StepContext> = {},
): Record<string, number> {
  return tf.tidy(() => {
    const x = tf.tensor2d(rows.map((row) => [...row]));
    const found = phases[0]!.loss({ x }, { ...outside, ...step });
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

/** All of a variable's values, as rows. */
export function rowsOf(kernel: tf.Tensor): number[][] {
  return kernel.arraySync() as number[][];
}

/** Three examples of two values, and weights of a code of more units than that. */
export const rows = [
  [0.2, 0.7],
  [1, 0.1],
  [0.4, 0.5],
];
export const encoder = {
  kernel: [
    [0.6, -0.8, 0.9],
    [0.5, 0.3, -0.7],
  ],
  bias: [0.05, 0.1, -0.02],
};
export const decoder = {
  kernel: [
    [0.9, -0.3],
    [0.1, 0.7],
    [-0.4, 0.5],
  ],
  bias: [0.05, -0.4],
};
