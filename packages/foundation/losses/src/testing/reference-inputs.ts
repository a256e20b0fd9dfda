import { randomSource } from '@autoencoders/backend';
import * as tf from '@tensorflow/tfjs';
import type { PenaltyInputs, PenaltyTerm } from '../penalties/penalty.js';

const absent = (what: string) => (): never => {
  throw new Error(`the penalty asked for ${what}, which this test does not give`);
};

/** What a penalty is given: the parts that a test is about, and an error in place of each other. */
export function inputsOf(parts: Partial<PenaltyInputs>): PenaltyInputs {
  return {
    x: tf.zeros([1, 1]),
    code: tf.zeros([1, 1]),
    output: tf.zeros([1, 1]),
    encoder: {} as tf.LayersModel,
    training: true,
    activation: absent('an activation'),
    encode: absent('codes'),
    decode: absent('outputs'),
    normal: absent('noise'),
    state: absent('a variable'),
    remember: absent('a variable to be set'),
    ...parts,
  };
}

/** Draws of a step, noted with what they were for. */
export function notedNormal(draws: [purpose: string, shape: readonly number[]][] = []) {
  return (purpose: string, shape: readonly number[]): tf.Tensor => {
    draws.push([purpose, shape]);
    return randomSource(11, 3).normal(purpose, shape);
  };
}

/** The value of a term. */
export function termValue(term: PenaltyTerm, parts: Partial<PenaltyInputs>): number {
  return tf.tidy(() => term.evaluate(inputsOf(parts)).dataSync()[0]!);
}

/** The mean of each unit over the batch. */
export function meansOf(values: ArrayLike<number>, batch: number): number[] {
  const units = values.length / batch;
  return Array.from({ length: units }, (_, j) =>
    Array.from({ length: batch }, (_, n) => values[n * units + j]! / batch).reduce((sum, part) => sum + part),
  );
}
