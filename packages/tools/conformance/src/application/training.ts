import type { FitOptions } from '@autoencoders/core';
import { type Batch, type Dataset, disposeBatch } from '@autoencoders/data';
import { DataError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';
import { weightsOf } from '../checks/examples.js';
import { checkGradient } from '../checks/gradients.js';
import { checkMoves } from '../checks/training.js';
import type { Demand } from '../describe-on-engines.js';
import { type ApplicationSubject, train, withApplication } from './subject.js';

const options: FitOptions = { epochs: 2, batchSize: 8, seed: 3 };

/** Training lowers the loss, repeats for the same seed, moves what it says, leaks nothing, and refuses bad data. */
export const applicationTraining: readonly Demand<ApplicationSubject>[] = [
  {
    title:
      'describes itself: JSON options, its networks with those of its autoencoder, phases told apart by name',
    run: (subject) =>
      withApplication(subject, ({ options, networks, autoencoder, phases, inputShape }) => {
        expect(JSON.parse(JSON.stringify(options))).toEqual(options);
        expect(networks).toMatchObject(autoencoder.networks);
        expect(inputShape).toEqual(autoencoder.inputShape);
        expect(new Set(phases.map(({ name }) => name)).size).toBe(phases.length);
      }),
  },
  {
    title: 'leaves no tensor behind when it and its autoencoder are disposed',
    run: (subject) =>
      expectNoLeak(() =>
        withApplication(subject, async (application) => {
          const data = (subject.judged ?? subject.data)();
          await expectNoLeak(() => subject.outcome(application, data));
        }),
      ),
  },
  {
    title: 'leaves its autoencoder usable when it alone is disposed',
    run: async (subject) => {
      const { autoencoder, dispose } = await subject.create();
      dispose();
      tf.tidy(() => {
        const x = tf.zeros([1, ...autoencoder.inputShape]);
        expect(autoencoder.encode(x).shape).toEqual([1, ...autoencoder.latentShape]);
      });
      autoencoder.dispose();
    },
  },
  {
    title: 'has gradients that agree with finite differences of the loss',
    run: (subject) =>
      withApplication(subject, async ({ phases }) => {
        const batch = await wholeOf((subject.gradientData ?? subject.data)());
        for (const phase of phases.filter(({ name }) => !subject.surrogateGradients?.includes(name))) {
          await checkGradient(phase, batch, subject.gradientTolerance ?? 0.02);
        }
        disposeBatch(batch);
      }),
  },
  {
    title: 'lowers the loss on a few examples, with finite terms',
    run: (subject) =>
      withApplication(subject, async (application) => {
        const [first] = application.phases;
        if (!first) return;
        const { epochs } = await train(subject, application, {
          ...options,
          epochs: subject.epochs ?? 30,
          learningRate: 5e-3,
        });
        const name = subject.falling ?? `${first.name}/loss`;
        expect(epochs.at(-1)!.terms[name]).toBeLessThan(epochs[0]!.terms[name]!);
        expect(epochs.flatMap(({ terms }) => Object.values(terms)).every(Number.isFinite)).toBe(true);
      }),
  },
  {
    title: 'leaves no tensor behind in training',
    run: (subject) =>
      withApplication(subject, async (application) => {
        const data = subject.data();
        await expectNoLeak(() => train(subject, application, options, data));
      }),
  },
  {
    title: 'trains to the same weights for the same seed, to others for another',
    exact: true,
    run: async (subject) => {
      const trained = (seed: number) =>
        withApplication(subject, async (application) => {
          await train(subject, application, { ...options, seed });
          return { phases: application.phases.length, weights: await weightsOf(application) };
        });
      const first = await trained(3);
      expect(await trained(3)).toEqual(first);
      if (first.phases > 0) expect(await trained(4)).not.toEqual(first);
    },
  },
  {
    title: 'moves in each phase exactly the variables of that phase',
    run: (subject) =>
      withApplication(subject, (application) =>
        checkMoves(application, (one) => train(subject, one, options)),
      ),
  },
  {
    title: 'refuses data of another shape or not finite, and stays as it was',
    run: (subject) =>
      withApplication(subject, async (application) => {
        const before = await weightsOf(application);
        const data = subject.data();
        const odd: Dataset = { ...data, shape: [...data.shape, 1] };
        await expectNoLeak(async () => {
          await expect(train(subject, application, options, odd)).rejects.toThrow(ShapeError);
          await expect(train(subject, application, options, broken(data))).rejects.toThrow(DataError);
        });
        expect(await weightsOf(application)).toEqual(before);
      }),
  },
];

/** All examples as one batch. */
async function wholeOf(data: Dataset): Promise<Batch> {
  for await (const batch of data.batches({ batchSize: 1000 })) return batch;
  throw new Error('the subject has no data');
}

/** The dataset with NaN for every input. */
function broken(data: Dataset): Dataset {
  return {
    ...data,
    async *batches(options) {
      for await (const { x, y } of data.batches(options)) {
        x.dispose();
        yield { x: tf.fill(x.shape, Number.NaN), ...(y ? { y } : {}) };
      }
    },
  };
}
