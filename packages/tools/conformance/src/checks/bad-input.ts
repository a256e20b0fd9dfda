import { fit } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { withModel } from './examples.js';

/** Bad input is a typed error that names what came in, and loses nothing. */
export function badInput(subject: Subject): void {
  it('names the shapes when an input has another', async () => {
    await withModel(subject, async (model) => {
      const odd = tf.zeros([2, ...model.inputShape.slice(0, -1), model.inputShape.at(-1)! + 1]);
      expect(() => model.encode(odd)).toThrow(ShapeError);
      await expect(fit(model, odd, { epochs: 1 })).rejects.toThrow(ShapeError);
      odd.dispose();
    });
  });

  it('refuses values that are not finite, or outside its domain', async () => {
    await withModel(subject, async (model) => {
      const broken = tf.fill([2, ...model.inputShape], Number.NaN);
      await expect(fit(model, broken, { epochs: 1 })).rejects.toThrow(DataError);
      broken.dispose();
      if (!Number.isFinite(model.domain?.maximum)) return;
      const large = tf.fill([2, ...model.inputShape], 255);
      await expect(fit(model, large, { epochs: 1 })).rejects.toThrow(/values in \[255, 255\] with/);
      large.dispose();
    });
  });

  it('refuses a latent size of 0 and options it does not know', () => {
    expect(() => subject.create({ latentDim: 0 })).toThrow(OptionError);
    expect(() => subject.create({ latentDim: 0 })).toThrow(/latentDim is 0/);
    expect(() => subject.create({ noSuchOption: 1 })).toThrow(/noSuchOption/);
  });
}
