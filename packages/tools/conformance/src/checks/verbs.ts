import { randomSource } from '@autoencoders/backend';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Check } from '../subject.js';
import { tensorOf, valuesOf, weightsOf, withModel } from './examples.js';

/** Verbs give the shapes that the contract says, example by example, and leave no tensor behind. */
export const verbs: readonly Check[] = [
  {
    title: 'encodes, decodes and reconstructs to the declared shapes',
    run: (subject) =>
      withModel(subject, (model) => {
        tf.tidy(() => {
          const x = tensorOf(subject, model);
          for (const batch of [1, x.shape[0]!]) {
            const part = tf.slice(x, 0, batch);
            const z = model.encode(part);
            expect(z.shape).toEqual([batch, ...model.latentShape]);
            expect(model.decode(z).shape).toEqual([batch, ...model.inputShape]);
            expect(model.reconstruct(part).shape).toEqual([batch, ...model.inputShape]);
          }
        });
      }),
  },
  {
    title: 'reconstructs by decoding the code, within its domain',
    run: (subject) =>
      withModel(subject, async (model) => {
        const x = tensorOf(subject, model);
        const direct = await valuesOf(model.reconstruct(x));
        expectAllClose(await valuesOf(tf.tidy(() => model.decode(model.encode(x)))), direct);
        x.dispose();
        const { minimum, maximum } = model.domain ?? { minimum: -Infinity, maximum: Infinity };
        for (const value of direct) {
          expect(value).toBeGreaterThanOrEqual(minimum - 1e-5);
          expect(value).toBeLessThanOrEqual(maximum + 1e-5);
        }
      }),
  },
  {
    title: 'treats each example by itself: what else is in the batch does not matter',
    run: (subject) =>
      withModel(subject, async (model) => {
        const x = tensorOf(subject, model);
        const verbs = [model.encode, model.reconstruct];
        for (const verb of verbs) {
          const whole = await valuesOf(verb(x));
          const alone = await valuesOf(tf.tidy(() => verb(tf.slice(x, 1, 1))));
          expectAllClose(alone, whole.slice(alone.length, 2 * alone.length), { absolute: 1e-5 });
        }
        x.dispose();
      }),
  },
  {
    title: 'leaves of each verb only what it returns, and nothing of a model that is disposed',
    run: async (subject) => {
      await expectNoLeak(() =>
        withModel(subject, async (model) => {
          const x = tensorOf(subject, model);
          const z = model.encode(x);
          await expectNoLeak(() => model.encode(x).dispose());
          await expectNoLeak(() => model.decode(z).dispose());
          await expectNoLeak(() => model.reconstruct(x).dispose());
          await expectNoLeak(() => model.samplePrior?.(3, randomSource(0)).dispose());
          tf.dispose([x, z]);
        }),
      );
    },
  },
  {
    title: 'gives finite figures, one for each example',
    run: (subject) =>
      withModel(subject, async (model) => {
        const x = tensorOf(subject, model);
        const context = { step: 0, epoch: 0, training: false, random: randomSource(0) };
        const figures = tf.tidy(() => model.figures({ x }, context));
        expect(Object.keys(figures).length).toBeGreaterThan(0);
        for (const [name, figure] of Object.entries(figures)) {
          expect(figure.shape, `the figure '${name}'`).toEqual([x.shape[0]]);
          expect((await valuesOf(figure)).every(Number.isFinite), `the figure '${name}'`).toBe(true);
        }
        x.dispose();
      }),
  },
  {
    title: 'samples codes from its prior, the same for the same seed',
    run: (subject) =>
      withModel(subject, async (model) => {
        if (!model.samplePrior) return;
        const draw = (seed: number) => {
          const z = model.samplePrior!(3, randomSource(seed));
          expect(z.shape).toEqual([3, ...model.latentShape]);
          return valuesOf(z);
        };
        expect(await draw(1)).toEqual(await draw(1));
        expect(await draw(1)).not.toEqual(await draw(2));
      }),
  },
  {
    title: 'begins with the same weights for the same seed, others for another',
    run: async (subject) => {
      const initial = (seed: number) => withModel(subject, weightsOf, { seed });
      const weights = await initial(3);
      expect(await initial(3)).toEqual(weights);
      expect(await initial(4)).not.toEqual(weights);
    },
  },
  {
    title: 'describes itself: JSON options that make it again, and a network for each role',
    run: (subject) =>
      withModel(subject, (model) => {
        expect(JSON.parse(JSON.stringify(model.options))).toEqual(model.options);
        expect(model.options.inputShape).toEqual(model.inputShape);
        expect(model.kind).toBe(subject.factory.kind);
        expect(Object.keys(model.networks)).toEqual(expect.arrayContaining([...subject.factory.roles]));
        expect(model.phases.length).toBeGreaterThan(0);
        expect(new Set(model.phases.map(({ name }) => name)).size).toBe(model.phases.length);
      }),
  },
];
