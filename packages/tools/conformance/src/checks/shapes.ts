import { randomSource } from '@autoencoders/backend';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import type { Subject } from '../describe-autoencoder.js';
import { tensorOf, withModel } from './examples.js';

/** Verbs give the shapes that the contract says, for any batch, and leave no tensor behind. */
export function shapes(subject: Subject): void {
  it('encodes, decodes and reconstructs to the declared shapes, and frees everything', async () => {
    await expectNoLeak(() =>
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
    );
  });

  it('each verb leaves only what it returns', async () => {
    await withModel(subject, async (model) => {
      const x = tensorOf(subject, model);
      const z = model.encode(x);
      await expectNoLeak(() => model.encode(x).dispose());
      await expectNoLeak(() => model.decode(z).dispose());
      await expectNoLeak(() => model.reconstruct(x).dispose());
      await expectNoLeak(() => model.samplePrior?.(3, randomSource(0)).dispose());
      tf.dispose([x, z]);
    });
  });

  it('gives finite figures, one for each example', async () => {
    await withModel(subject, async (model) => {
      const x = tensorOf(subject, model);
      const context = { step: 0, epoch: 0, training: false, random: randomSource(0) };
      const figures = tf.tidy(() => model.figures({ x }, context));
      expect(Object.keys(figures).length).toBeGreaterThan(0);
      for (const figure of Object.values(figures)) {
        expect(figure.shape).toEqual([x.shape[0]]);
        expect([...(await figure.data())].every(Number.isFinite)).toBe(true);
      }
      tf.dispose([x, figures as tf.TensorContainerObject]);
    });
  });

  it('samples codes from its prior, the same for the same seed', async () => {
    await withModel(subject, async (model) => {
      if (!model.samplePrior) return;
      const draw = async (seed: number) => {
        const z = model.samplePrior!(3, randomSource(seed));
        expect(z.shape).toEqual([3, ...model.latentShape]);
        const values = [...(await z.data())];
        z.dispose();
        return values;
      };
      expect(await draw(1)).toEqual(await draw(1));
      expect(await draw(1)).not.toEqual(await draw(2));
    });
  });
}
