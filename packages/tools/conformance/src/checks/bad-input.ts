import { fit } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import type { Check } from '../subject.js';
import { weightsOf, withModel } from './examples.js';

/** Bad input is a typed error that names what came in, and costs nothing: no tensor, no weight. */
export const badInput: readonly Check[] = [
  {
    title: 'names the shape of an input or code that does not fit',
    run: (subject) =>
      withModel(subject, async (model) => {
        const oddInput = tf.zeros(oneMore([2, ...model.inputShape]));
        const oddCode = tf.zeros(oneMore([2, ...model.latentShape]));
        await expectNoLeak(async () => {
          for (const verb of [model.encode, model.reconstruct]) {
            expect(() => tf.tidy(() => verb(oddInput))).toThrow(ShapeError);
            expect(() => tf.tidy(() => verb(oddInput))).toThrow(oddInput.shape.join(', '));
          }
          expect(() => tf.tidy(() => model.decode(oddCode))).toThrow(ShapeError);
          expect(() => tf.tidy(() => model.decode(oddCode))).toThrow(oddCode.shape.join(', '));
          await expect(fit(model, oddInput, { epochs: 1 })).rejects.toThrow(ShapeError);
        });
        tf.dispose([oddInput, oddCode]);
      }),
  },
  {
    title: 'refuses to train on values that are not finite, or outside its domain, and stays as it was',
    run: (subject) =>
      withModel(subject, async (model) => {
        const before = await weightsOf(model);
        const broken = tf.fill([2, ...model.inputShape], Number.NaN);
        await expectNoLeak(() => expect(fit(model, broken, { epochs: 1 })).rejects.toThrow(DataError));
        broken.dispose();
        if (Number.isFinite(model.domain?.maximum)) {
          const value = model.domain!.maximum + 254;
          const large = tf.fill([2, ...model.inputShape], value);
          const training = fit(model, large, { epochs: 1 });
          await expect(training).rejects.toThrow(DataError);
          await expect(training).rejects.toThrow(`values in [${value}, ${value}] with`);
          large.dispose();
        }
        expect(await weightsOf(model)).toEqual(before);
      }),
  },
  {
    title: 'refuses impossible options, naming each, and options it does not know',
    run: async (subject) => {
      const refused = (options: Record<string, unknown>, name: string) =>
        expectNoLeak(() => {
          expect(() => subject.create(options)).toThrow(OptionError);
          expect(() => subject.create(options)).toThrow(name);
        });
      const { options } = await withModel(subject, ({ options }) => ({ options }));
      if ('latentDim' in options) await refused({ latentDim: 0 }, 'latentDim is 0');
      await refused({ inputShape: [] }, 'inputShape');
      await refused({ inputShape: [0] }, 'inputShape');
      await refused({ noSuchOption: 1 }, 'noSuchOption');
    },
  },
];

function oneMore(shape: readonly number[]): number[] {
  return [...shape.slice(0, -1), shape.at(-1)! + 1];
}
