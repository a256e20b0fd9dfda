import { arrayDataset } from '@autoencoders/data';
import {
  BackendError,
  DataError,
  ModelFormatError,
  NumericalError,
  OptionError,
  ShapeError,
} from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Autoencoder, Phase, Trainable } from '../autoencoder.js';
import { checkpoint } from '../callbacks/checkpoint.js';
import { earlyStopping } from '../callbacks/early-stopping.js';
import { type CheckpointStore, memoryCheckpoints } from '../checkpoints/checkpoint-store.js';
import { adam, fit, memoryStore, sgd, useBackend } from '../index.js';
import type { Files } from '../stores/store.js';
import { tinyAutoencoder } from '../testing/tiny.js';
import type { Callback } from './callback.js';
import type { FitOptions } from './fit-options.js';

beforeAll(() => useBackend('cpu'));

const shape = [5];
const data = () => arrayDataset({ x: testValues(5 * 37, 0, 1), shape });
const weights = (model: Trainable) =>
  Object.values(model.networks).flatMap((network) =>
    network.getWeights().flatMap((weight) => [...weight.dataSync()]),
  );
const base: FitOptions = { epochs: 3, batchSize: 8, seed: 5, learningRate: 0.01 };

/** Trains a fresh model and returns its weights and history. */
async function train(options: Partial<FitOptions> = {}) {
  const model = tinyAutoencoder({ inputShape: shape });
  const history = await fit(model, data(), { ...base, ...options });
  const result = { weights: weights(model), history };
  model.dispose();
  return result;
}

const withoutTimes = ({ epochs, ...rest }: Awaited<ReturnType<typeof train>>['history']) => ({
  ...rest,
  seconds: 0,
  epochs: epochs.map((record) => ({ ...record, seconds: 0 })),
});

describe('fit', () => {
  it('lowers the loss, records every epoch, and leaves no tensor', async () => {
    await expectNoLeak(async () => {
      const { history } = await train({ epochs: 20, validation: data() });
      expect(history).toMatchObject({ stopped: 'finished', steps: 100 });
      expect(history.epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
      const losses = history.epochs.map(({ terms }) => terms['reconstruction/loss']!);
      expect(losses.at(-1)).toBeLessThan(losses[0]! * 0.7);
      expect(Object.keys(history.epochs[0]!.validation!)).toEqual([
        'reconstruction/loss',
        'reconstruction/size',
      ]);
    });
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const first = await train();
    expect((await train()).weights).toEqual(first.weights);
    expect((await train({ seed: 6 })).weights).not.toEqual(first.weights);
  });

  it('averages terms over examples, the smaller last batch included', async () => {
    const model = tinyAutoencoder({ inputShape: shape, noise: 0 });
    const { encoder, decoder } = model.networks;
    let sum = 0;
    for await (const { x } of data().batches({ batchSize: 8 })) {
      sum += tf.tidy(() => {
        const y = decoder.apply(encoder.apply(x, { training: true })) as tf.Tensor;
        return tf.sum(tf.squaredDifference(x, y)).dataSync()[0]!;
      });
    }
    const { epochs } = await fit(model, data(), { ...base, epochs: 1, shuffle: false, learningRate: 1e-12 });
    expect(epochs[0]!.terms['reconstruction/loss']).toBeCloseTo(sum / 37, 4);
  });

  it('reports progress that adds up', async () => {
    const seen: number[] = [];
    const callback: Callback = {
      onProgress: ({ step, batch, batches, epoch, epochs, terms }) => {
        expect([batches, epochs]).toEqual([5, 3]);
        expect((epoch - 1) * 5 + batch).toBe(step);
        expect(terms['reconstruction/loss']).toBeGreaterThan(0);
        seen.push(step);
      },
    };
    await train({ callbacks: [callback] });
    expect(seen.at(-1)).toBe(15);
  });

  it('stops on abort after the step under way and says so', async () => {
    const abort = new AbortController();
    const callback: Callback = { onStep: ({ step }) => (step === 7 ? abort.abort() : undefined) };
    const { history } = await train({ callbacks: [callback], signal: abort.signal });
    expect(history).toMatchObject({ stopped: 'aborted', steps: 7 });
    expect(history.epochs).toHaveLength(1);
  });

  it('names phase, term and step of a loss that is not finite, and keeps the last good checkpoint', async () => {
    const store = memoryCheckpoints();
    const broken = train({
      learningRate: 1e25,
      epochs: 50,
      optimizer: sgd(),
      callbacks: [checkpoint({ store, everySteps: 1 })],
    });
    const error = await broken.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NumericalError);
    expect((error as Error).message).toMatch(
      /term '\w+' of phase 'reconstruction' became (NaN|Infinity) at step \d+/,
    );
    const failed = Number(/step (\d+)/.exec((error as Error).message)![1]);
    const steps = await store.steps();
    expect(Math.max(...steps)).toBeLessThanOrEqual(failed);
  });
});

describe('bad input is named before the first step', () => {
  const model = () => tinyAutoencoder({ inputShape: shape });

  it.each([
    ['another shape', () => fit(model(), tf.zeros([4, 6]), base), ShapeError, /\[6\].*\[5\]/],
    [
      'values out of range',
      () => fit(model(), tf.fill([4, 5], 255), base),
      DataError,
      /values in \[255, 255\] with the tiny.*scale to/,
    ],
    ['NaN', () => fit(model(), tf.fill([4, 5], Number.NaN), base), DataError, /20 of 20 values/],
    ['no epochs', () => fit(model(), data(), { ...base, epochs: 1.5 }), OptionError, /epochs is 1.5/],
    ['no batch', () => fit(model(), data(), { ...base, batchSize: 0 }), OptionError, /batchSize is 0/],
    [
      'a learning rate of 0',
      () => fit(model(), data(), { ...base, learningRate: 0 }),
      OptionError,
      /learningRate is 0/,
    ],
    [
      'an unknown phase',
      () => fit(model(), data(), { ...base, optimizer: { critic: adam() } }),
      OptionError,
      /'critic': the phases are reconstruction/,
    ],
  ] as const)('%s', async (_what, run, type, message) => {
    const error = await run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toMatch(message);
  });

  it('latentDim 0, unknown options and misplaced networks', () => {
    expect(() => tinyAutoencoder({ inputShape: shape, latentDim: 0 })).toThrow(/latentDim is 0/);
    expect(() => tinyAutoencoder({ inputShape: shape, latent: 3 } as never)).toThrow(OptionError);
    const network = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    expect(() => tinyAutoencoder({ inputShape: shape, critic: network } as never)).toThrow(
      /encoder, decoder/,
    );
  });

  it('a kernel that the engine lacks', async () => {
    const { encoder } = model().networks;
    const lacking: Autoencoder = {
      ...model(),
      phases: [
        {
          name: 'lacking',
          variables: [encoder.trainableWeights[0]!.read() as tf.Variable],
          loss: ({ x }) => ({
            loss: tf.engine().runKernel('NoSuchKernel', { x: tf.mul(x, 1) }) as tf.Scalar,
          }),
        },
      ],
    };
    const error = await fit(lacking, data(), base).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BackendError);
    expect((error as Error).message).toMatch(/'cpu' has no kernel 'NoSuchKernel', which phase 'lacking'/);
  });
});

describe('phases', () => {
  it('move their own variables alone, as often as they say, each with its optimizer', async () => {
    const moved = tf.variable(tf.scalar(1));
    const other = tf.variable(tf.scalar(1));
    const bystander = tf.variable(tf.scalar(1));
    const seen: number[] = [];
    const phase = (name: string, variable: tf.Variable, repeat: number): Phase => ({
      name,
      variables: [variable],
      repeat,
      loss: (_batch, { random }) => {
        const draw = random.normal('draw', []);
        seen.push(draw.dataSync()[0]!);
        return { loss: tf.mul(tf.mul(moved, other), tf.mul(bystander, 1)) as tf.Scalar };
      },
    });
    const model = {
      ...tinyAutoencoder({ inputShape: shape }),
      phases: [phase('a', moved, 3), phase('b', other, 1)],
    };
    await fit(model, data(), {
      epochs: 1,
      batchSize: 64,
      optimizer: sgd(),
      learningRate: { a: 0.1, b: 0 + 1e-9 },
    });
    expect(moved.dataSync()[0]).toBeCloseTo(0.7, 5);
    expect(other.dataSync()[0]).toBeCloseTo(1, 5);
    expect(bystander.dataSync()[0]).toBe(1);
    // The dry run draws twice; then three repeats draw differently, and phase b like the first of them.
    expect(new Set(seen.slice(2, 5)).size).toBe(3);
  });
});

describe('resume', () => {
  /** Stops after `steps`, keeps a checkpoint, and goes on in a fresh model. */
  async function interrupted(steps: number, options: () => Partial<FitOptions>) {
    const store = memoryCheckpoints();
    const abort = new AbortController();
    const stop: Callback = { onStep: (run) => (run.step === steps ? abort.abort() : undefined) };
    const { callbacks = [], ...rest } = options();
    await train({
      ...rest,
      callbacks: [...callbacks, checkpoint({ store, everySteps: 1000 }), stop],
      signal: abort.signal,
    });
    const again = options();
    return train({
      ...again,
      callbacks: [...(again.callbacks ?? []), checkpoint({ store, everySteps: 1000 })],
      resume: store,
    });
  }

  it('repeats the uninterrupted run to the bit, from every step', async () => {
    const options = () => ({ validation: data() });
    const whole = await train({
      ...options(),
      callbacks: [checkpoint({ store: memoryCheckpoints(), everySteps: 1000 })],
    });
    for (let step = 1; step < 15; step++) {
      const resumed = await interrupted(step, options);
      expect(resumed.weights).toEqual(whole.weights);
      expect(withoutTimes(resumed.history)).toEqual(withoutTimes(whole.history));
    }
  });

  it('repeats it with early stopping too', async () => {
    const options = () => ({
      epochs: 12,
      learningRate: 0.3,
      validation: data(),
      callbacks: [earlyStopping({ patience: 2 })],
    });
    const whole = await train(options());
    expect(whole.history.stopped).toBe('early');
    for (const step of [3, 10, 14]) {
      if (step >= whole.history.steps) continue;
      const resumed = await interrupted(step, options);
      expect(resumed.weights).toEqual(whole.weights);
    }
  });

  it('starts from the beginning where there is no checkpoint', async () => {
    expect((await train({ resume: memoryCheckpoints() })).weights).toEqual((await train()).weights);
  });

  it('refuses a checkpoint of another run, naming what differs, and a damaged one', async () => {
    const store = memoryCheckpoints();
    await train({ callbacks: [checkpoint({ store })] });
    await expect(train({ resume: store, seed: 9 })).rejects.toThrow(/made with seed 5, this run has 9/);
    const damaged: CheckpointStore = {
      ...store,
      newest: async (): Promise<Files> =>
        new Map(
          [...(await store.newest())!].map(([path, bytes]) => [
            path,
            path.endsWith('.bin') ? bytes.slice(4) : bytes,
          ]),
        ),
    };
    await expect(train({ resume: damaged })).rejects.toThrow(ModelFormatError);
  });
});

describe('callbacks', () => {
  it('early stopping gives back the best weights, batch statistics included', async () => {
    const model = tinyAutoencoder({ inputShape: shape });
    const perEpoch: number[][] = [];
    const figures: number[] = [];
    const watch: Callback = {
      onEpochEnd: ({ validation }, run) => {
        perEpoch.push(weights(run.model));
        figures.push(validation!['reconstruction/loss']!);
      },
    };
    const history = await fit(model, data(), {
      ...base,
      epochs: 40,
      learningRate: 0.4,
      validation: data(),
      callbacks: [watch, earlyStopping({ patience: 3 })],
    });
    expect(history.stopped).toBe('early');
    const best = figures.indexOf(Math.min(...figures));
    expect(best).toBeLessThan(figures.length - 1);
    expect(weights(model)).toEqual(perEpoch[best]);
  });

  it('checkpoints keep the newest few, and the best model', async () => {
    const store = memoryCheckpoints();
    const best = memoryStore();
    await train({ callbacks: [checkpoint({ store, everySteps: 4, keep: 2, best })] });
    expect(await store.steps()).toEqual([12, 15]);
    expect([...(await best.read())!.keys()]).toContain('encoder/weights.bin');
  });
});
