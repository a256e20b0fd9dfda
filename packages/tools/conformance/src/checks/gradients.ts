import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Phase } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { tensorOf, withModel } from './examples.js';

/** How far weights are moved along a direction, relative to it. */
const step = 2e-3;

/** Every phase's gradient is the slope of its loss along random directions, by central differences. */
export function gradients(subject: Subject): void {
  it('has gradients that agree with finite differences of the loss', async () => {
    await withModel(subject, (model) => {
      const x = tensorOf(subject, model);
      for (const phase of model.phases) {
        for (const seed of [1, 2, 3]) checkDirection(phase, x, seed, subject.gradientTolerance ?? 0.05);
      }
      x.dispose();
    });
  });
}

function checkDirection(phase: Phase, x: tf.Tensor, seed: number, tolerance: number): void {
  const context = { step: 0, epoch: 0, training: false, random: randomSource(seed) };
  const lossNow = () => withRandomSource(context.random, () => phase.loss({ x }, context).loss);
  const valueNow = () => tf.tidy(() => lossNow().dataSync()[0]!);
  const start = phase.variables.map((variable) => tf.clone(variable));
  const { grads, value } = tf.tidy(() => tf.variableGrads(lossNow, [...phase.variables]));
  // Along the gradient itself, tilted at random: never nearly flat, so that rounding does not drown the slope.
  const directions = phase.variables.map((variable, index) =>
    tf.tidy(() => {
      const gradient = grads[variable.name] ?? tf.zerosLike(variable);
      const size = tf.norm(gradient);
      const noise = randomSource(seed).normal(`direction-${index}`, variable.shape);
      return tf.add(gradient, tf.mul(noise, tf.div(size, Math.sqrt(variable.size))));
    }),
  );
  const length = Math.sqrt(
    directions.reduce((sum, d) => sum + tf.tidy(() => tf.sum(tf.square(d)).dataSync()[0]!), 0),
  );
  expect(length, `phase '${phase.name}' has no gradient at all`).toBeGreaterThan(0);
  const slope =
    phase.variables.reduce((sum, variable, index) => {
      const gradient = grads[variable.name];
      return gradient
        ? sum + tf.tidy(() => tf.sum(tf.mul(gradient, directions[index]!)).dataSync()[0]!)
        : sum;
    }, 0) / length;
  const at = (distance: number) => {
    phase.variables.forEach((variable, index) => {
      tf.tidy(() => variable.assign(tf.add(start[index]!, tf.mul(directions[index]!, distance / length))));
    });
    return valueNow();
  };
  const difference = (at(step * 5) - at(-step * 5)) / (step * 10);
  phase.variables.forEach((variable, index) => {
    variable.assign(start[index]!);
  });
  expect(
    Math.abs(difference - slope) / Math.abs(slope),
    `phase '${phase.name}', direction ${seed}: slope ${slope}, difference ${difference}`,
  ).toBeLessThan(tolerance);
  tf.dispose([start, directions, grads as tf.TensorContainerObject, value]);
}
