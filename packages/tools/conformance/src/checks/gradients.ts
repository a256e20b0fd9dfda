import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Phase } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { tensorOf, withModel } from './examples.js';

/** How far weights are moved along a direction of unit length. */
const reach = 1e-2;

/** Every phase's gradient is the slope of its loss along random directions, by central differences. */
export function gradients(subject: Subject): void {
  it('has gradients that agree with finite differences of the loss', async () => {
    await withModel(subject, async (model) => {
      const x = tensorOf(subject, model);
      for (const phase of model.phases) {
        for (const seed of [1, 2, 3]) await checkDirection(phase, x, seed, subject.gradientTolerance ?? 0.05);
      }
      x.dispose();
    });
  });
}

async function checkDirection(phase: Phase, x: tf.Tensor, seed: number, tolerance: number): Promise<void> {
  const context = { step: 0, epoch: 0, training: false, random: randomSource(seed) };
  const lossNow = () => withRandomSource(context.random, () => phase.loss({ x }, context).loss);
  const variables = [...phase.variables];
  const start = variables.map((variable) => tf.clone(variable));
  const { grads, value } = tf.tidy(() => tf.variableGrads(lossNow, variables));
  // Along the gradient itself, tilted at random: never nearly flat, so that rounding does not drown the slope.
  const directions = variables.map((variable, index) =>
    tf.tidy(() => {
      const gradient = grads[variable.name] ?? tf.zerosLike(variable);
      const noise = randomSource(seed).normal(`direction-${index}`, variable.shape);
      return tf.add(gradient, tf.mul(noise, tf.div(tf.norm(gradient), Math.sqrt(variable.size))));
    }),
  );
  const length = Math.sqrt(
    await total(directions.map((direction) => tf.tidy(() => tf.sum(tf.square(direction))))),
  );
  expect(length, `phase '${phase.name}' has no gradient at all`).toBeGreaterThan(0);
  const along = directions.map((direction, index) =>
    tf.tidy(() => tf.sum(tf.mul(grads[variables[index]!.name] ?? 0, direction))),
  );
  const slope = (await total(along)) / length;
  const at = (distance: number) => {
    for (const [index, variable] of variables.entries()) {
      tf.tidy(() => variable.assign(tf.add(start[index]!, tf.mul(directions[index]!, distance / length))));
    }
    return total([tf.tidy(lossNow)]);
  };
  const difference = ((await at(reach)) - (await at(-reach))) / (2 * reach);
  for (const [index, variable] of variables.entries()) variable.assign(start[index]!);
  tf.dispose([start, directions, grads as tf.TensorContainerObject, value]);
  const which = `phase '${phase.name}', direction ${seed}: slope ${slope}, difference ${difference}`;
  expect(Math.abs(difference - slope) / Math.abs(slope), which).toBeLessThan(tolerance);
}

/** The sum of scalars, which are disposed. */
async function total(scalars: readonly tf.Tensor[]): Promise<number> {
  const sum = tf.tidy(() => tf.sum(tf.stack([...scalars])));
  tf.dispose([...scalars]);
  const [value] = await sum.data();
  sum.dispose();
  return value!;
}
