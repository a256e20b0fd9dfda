import { type FitOptions, fit } from '@autoencoders/core';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { dataOf, weightsOf, withModel } from './examples.js';

/** Training lowers the loss, repeats for the same seed, moves what it says, and leaks nothing. */
export function training(subject: Subject, exact: boolean): void {
  const options: FitOptions = { epochs: 2, batchSize: 8, seed: 3 };

  it('lowers the loss on a few examples, with finite terms', async () => {
    await withModel(subject, async (model) => {
      const { epochs } = await fit(model, dataOf(subject, model), {
        ...options,
        epochs: subject.epochs ?? 30,
        learningRate: 5e-3,
      });
      const name = `${model.phases[0]!.name}/loss`;
      expect(epochs.at(-1)!.terms[name]).toBeLessThan(epochs[0]!.terms[name]!);
      expect(epochs.flatMap(({ terms }) => Object.values(terms)).every(Number.isFinite)).toBe(true);
    });
  });

  it('leaves no tensor behind', async () => {
    await withModel(subject, async (model) => {
      const data = dataOf(subject, model);
      await expectNoLeak(() => fit(model, data, options));
    });
  });

  it.runIf(exact)('gives the same weights for the same seed, others for another', async () => {
    const train = (seed: number) =>
      withModel(subject, async (model) => {
        await fit(model, dataOf(subject, model), { ...options, seed });
        return weightsOf(model);
      });
    const weights = await train(3);
    expect(await train(3)).toEqual(weights);
    expect(await train(4)).not.toEqual(weights);
  });

  it("moves only its phases' variables", async () => {
    await withModel(subject, async (model) => {
      const bystander = tf.variable(tf.scalar(1));
      const named = new Set(model.phases.flatMap(({ variables }) => variables));
      const trainable = Object.values(model.networks).flatMap((network) =>
        network.trainableWeights.map((weight) => weight.read() as tf.Variable),
      );
      const outside = [bystander, ...trainable.filter((variable) => !named.has(variable))];
      const before = await Promise.all(outside.map((variable) => variable.data()));
      await fit(model, dataOf(subject, model), options);
      expect(await Promise.all(outside.map((variable) => variable.data()))).toEqual(before);
      bystander.dispose();
    });
  });
}
