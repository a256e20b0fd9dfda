import { randomSource } from '@autoencoders/backend';
import type { Phase } from '@autoencoders/core';
import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';

/** Mean and standard error of what a gradient's estimates say of one weight. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

/** The context of a training step, whose draws a seed keys. */
export function stepOf(seed: number) {
  return { step: 0, epoch: 0, training: true, random: randomSource(seed) };
}

/** What many steps' gradients of a loss say of each weight, in the order of the phase's variables. */
export function gradientEstimates(
  { variables, loss }: Pick<Phase, 'variables' | 'loss'>,
  batch: Parameters<Phase['loss']>[0],
  steps: number,
): Estimate[] {
  const drawn = Array.from({ length: steps }, (_, seed) =>
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => loss(batch, stepOf(seed)).loss, [...variables]);
      return variables.flatMap(({ name }) => [...grads[name]!.dataSync()]);
    }),
  );
  return drawn[0]!.map((_, at) => {
    const values = drawn.map((gradient) => gradient[at]!);
    const mean = values.reduce((a, b) => a + b) / steps;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (steps - 1);
    return { mean, error: Math.sqrt(variance / steps) };
  });
}

/**
 * Throws unless each estimate is within four standard errors of the exact slope, and these are small beside the slopes:
 * what is too noisy to tell proves nothing.
 */
export function expectExactMean(estimates: readonly Estimate[], exact: ArrayLike<number>): void {
  const largest = Math.max(...Array.from(exact, Math.abs));
  if (estimates.length !== exact.length) {
    throw new Error(`${estimates.length} estimates for ${exact.length} slopes`);
  }
  for (const [at, { mean, error }] of estimates.entries()) {
    const told = `weight ${at}: ${mean} ± ${error} for ${exact[at]}`;
    if (!(error < 0.05 * largest)) throw new Error(`too noisy: ${told}`);
    if (!(Math.abs(mean - exact[at]!) <= 4 * error + 1e-5)) throw new Error(told);
  }
}

/** Gives variables the values of a flat list, in order. */
export function assignFlat(variables: readonly tf.Variable[], values: ArrayLike<number>): void {
  let from = 0;
  for (const variable of variables) {
    const part = Array.from({ length: variable.size }, (_, index) => values[from + index]!);
    tf.tidy(() => variable.assign(tf.tensor(part, variable.shape)));
    from += variable.size;
  }
  if (from !== values.length) throw new Error(`${values.length} values for ${from} weights`);
}

/** Gives variables test values within `[minimum, maximum)`, and returns them as a flat list. */
export function assignTestValues(
  variables: readonly tf.Variable[],
  minimum: number,
  maximum: number,
  seed: number,
): Float32Array {
  const size = variables.reduce((sum, variable) => sum + variable.size, 0);
  const values = testValues(size, minimum, maximum, seed);
  assignFlat(variables, values);
  return values;
}
