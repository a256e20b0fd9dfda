import { randomSource, withRandomSource } from '@autoencoders/backend';
import type { Phase } from '@autoencoders/core';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Check } from '../subject.js';
import { tensorOf, valuesOf, withModel } from './examples.js';

/** How far a variable is moved along a direction of unit length. */
const reach = 0.03;

/** Rounding of a loss of 1 in single precision, a few operations long. */
const rounding = 3e-6;

/** Every phase's gradient is the slope of its loss, variable by variable. */
export const gradients: readonly Check[] = [
  {
    title: 'has gradients that agree with finite differences of the loss',
    run: (subject) =>
      withModel(subject, async (model) => {
        const x = tensorOf(subject, model);
        const exempt = subject.surrogateGradients ?? [];
        for (const phase of model.phases.filter(({ name }) => !exempt.includes(name))) {
          await checkGradient(phase, { x }, subject.gradientTolerance ?? 0.02);
        }
        x.dispose();
      }),
  },
];

/** Holds the gradient of a phase's loss on a batch against finite differences, variable by variable. */
export async function checkGradient(phase: Phase, batch: Batch, tolerance: number): Promise<void> {
  // Far enough into training that annealed terms count.
  const context = { step: 10_000, epoch: 100, training: true, random: randomSource(1) };
  const lossNow = () => withRandomSource(context.random, () => phase.loss(batch, context).loss);
  const { grads, value } = tf.tidy(() => tf.variableGrads(lossNow, [...phase.variables]));
  const [loss] = await valuesOf(value);
  for (const [index, variable] of phase.variables.entries()) {
    const direction = tiltedDirection(grads[variable.name], variable.shape, index);
    const [slope] = await valuesOf(
      tf.tidy(() => tf.sum(tf.mul(grads[variable.name] ?? tf.zerosLike(variable), direction))),
    );
    const difference = await slopeAlong(
      variable,
      direction,
      async () => (await valuesOf(tf.tidy(lossNow)))[0]!,
    );
    direction.dispose();
    const allowed = tolerance * Math.abs(slope!) + (rounding * Math.max(1, Math.abs(loss!))) / reach;
    expect(
      Math.abs(difference - slope!),
      `phase '${phase.name}', variable '${variable.name}': the gradient says ${slope}, the loss ${difference}`,
    ).toBeLessThanOrEqual(allowed);
  }
  tf.dispose(grads as tf.TensorContainerObject);
}

/**
 * A direction of unit length, along the gradient and tilted at random: never nearly flat, so that rounding does not
 * drown the slope, and not blind to a part of the gradient that is missing.
 */
function tiltedDirection(gradient: tf.Tensor | undefined, shape: readonly number[], seed: number): tf.Tensor {
  return tf.tidy(() => {
    const unit = (v: tf.Tensor) => tf.div(v, tf.maximum(tf.norm(v), 1e-30));
    const noise = unit(randomSource(seed).normal('direction', shape));
    return unit(gradient ? tf.add(unit(gradient), noise) : noise);
  });
}

/** The slope of the loss along a direction by central differences of fourth order; the variable is put back. */
async function slopeAlong(
  variable: tf.Variable,
  direction: tf.Tensor,
  loss: () => Promise<number>,
): Promise<number> {
  const start = tf.clone(variable);
  const at = (distance: number) => {
    tf.tidy(() => variable.assign(tf.add(start, tf.mul(direction, distance))));
    return loss();
  };
  const near = (await at(reach)) - (await at(-reach));
  const far = (await at(2 * reach)) - (await at(-2 * reach));
  variable.assign(start);
  start.dispose();
  return (8 * near - far) / (12 * reach);
}
