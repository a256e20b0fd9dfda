import { type FitOptions, fit, type Trainable } from '@autoencoders/core';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Check } from '../subject.js';
import { dataOf, only, trainableOf, weightsOf, withModel } from './examples.js';

const options: FitOptions = { epochs: 2, batchSize: 8, seed: 3 };

/** Training lowers the loss, repeats for the same seed, moves what it says, and leaks nothing. */
export const training: readonly Check[] = [
  {
    title: 'lowers the loss on a few examples, with finite terms',
    run: (subject) =>
      withModel(subject, async (model) => {
        const { epochs } = await fit(model, dataOf(subject, model), {
          ...options,
          epochs: subject.epochs ?? 30,
          learningRate: 5e-3,
        });
        const name = subject.falling ?? `${model.phases[0]!.name}/loss`;
        expect(epochs.at(-1)!.terms[name]).toBeLessThan(epochs[0]!.terms[name]!);
        expect(epochs.flatMap(({ terms }) => Object.values(terms)).every(Number.isFinite)).toBe(true);
      }),
  },
  {
    title: 'leaves no tensor behind in training',
    run: (subject) =>
      withModel(subject, (model) => expectNoLeak(() => fit(model, dataOf(subject, model), options))),
  },
  {
    title: 'trains to the same weights for the same seed, to others for another',
    exact: true,
    run: async (subject) => {
      const train = (seed: number) =>
        withModel(subject, async (model) => {
          await fit(model, dataOf(subject, model), { ...options, seed });
          return weightsOf(model);
        });
      const weights = await train(3);
      expect(await train(3)).toEqual(weights);
      expect(await train(4)).not.toEqual(weights);
    },
  },
  {
    title: 'moves in each phase exactly the variables of that phase',
    run: (subject) =>
      withModel(subject, async (model) => {
        await checkMoves(model, (one) => fit(one, dataOf(subject, model), options));
      }),
  },
];

/** Trains by each phase alone and demands that exactly that phase's variables have other values afterwards. */
export async function checkMoves<Model extends Trainable>(
  model: Model,
  train: (model: Model) => Promise<unknown>,
): Promise<void> {
  const bystander = tf.variable(tf.scalar(1));
  for (const phase of model.phases) {
    const mine = new Set(phase.variables);
    const moved = await movedBy(only(model, phase), [...trainableOf(model), bystander], train);
    expect(moved.filter((variable) => !mine.has(variable)).map(({ name }) => name)).toEqual([]);
    expect([...mine].filter((variable) => !moved.includes(variable)).map(({ name }) => name)).toEqual([]);
  }
  bystander.dispose();
}

/** The variables that have other values after the work. */
async function movedBy<Model extends Trainable>(
  model: Model,
  variables: readonly tf.Variable[],
  work: (model: Model) => Promise<unknown>,
): Promise<tf.Variable[]> {
  const read = () => Promise.all(variables.map((variable) => variable.data().then((values) => [...values])));
  const before = await read();
  await work(model);
  const after = await read();
  return variables.filter((_, index) => !tf.util.arraysEqual(before[index]!, after[index]!));
}
