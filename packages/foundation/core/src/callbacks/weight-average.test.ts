import { arrayDataset } from '@autoencoders/data';
import { ModelFormatError, NumericalError, OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryCheckpoints } from '../checkpoints/checkpoint-store.js';
import { type Callback, fit, sgd, useBackend } from '../index.js';
import { tinyAutoencoder } from '../testing/tiny.js';
import type { FitOptions } from '../training/fit-options.js';
import { checkpoint } from './checkpoint.js';
import { earlyStopping } from './early-stopping.js';
import { weightAverage } from './weight-average.js';

beforeAll(() => useBackend('wasm'));

const shape = [5];
const data = () => arrayDataset({ x: testValues(5 * 20, 0, 1), shape });
/** Three steps an epoch. */
const base: FitOptions = { epochs: 2, batchSize: 8, seed: 5, learningRate: 0.05, optimizer: sgd() };

type Weights = Record<string, number[][]>;

/** Weights by network: trained ones, or those that are not. */
function weightsOf(model: ReturnType<typeof tinyAutoencoder>, trained: boolean): Weights {
  return Object.fromEntries(
    Object.entries(model.networks).map(([role, network]) => [
      role,
      (trained ? network.trainableWeights : network.nonTrainableWeights).map((weight) => [
        ...weight.read().dataSync(),
      ]),
    ]),
  );
}

/** Trains a fresh model; what its weights were at the beginning and after each step, and what they came to. */
async function train(options: Partial<FitOptions> = {}) {
  const model = tinyAutoencoder({ inputShape: shape });
  const seen: Weights[] = [];
  const watch: Callback = {
    onTrainBegin: () => void seen.push(weightsOf(model, true)),
    onStep: () => void seen.push(weightsOf(model, true)),
  };
  let statistics: Weights = {};
  const last: Callback = {
    onLastStep: () => {
      statistics = weightsOf(model, false);
    },
  };
  const history = await fit(model, data(), {
    ...base,
    ...options,
    callbacks: [watch, last, ...(options.callbacks ?? [])],
  });
  const result = {
    history,
    seen,
    lastStatistics: statistics,
    final: weightsOf(model, true),
    finalStatistics: weightsOf(model, false),
  };
  model.dispose();
  return result;
}

/** The average of what was seen, by its definition, in double precision. */
function averageOf(seen: readonly Weights[], role: string, decay: number): number[] {
  const rows = seen.map((weights) => weights[role]!.flat());
  return rows.slice(1).reduce((average, weights, index) => {
    const t = index + 1;
    const d = Math.min(decay, (1 + t) / (10 + t));
    return average.map((value, i) => d * value + (1 - d) * weights[i]!);
  }, rows[0]!);
}

describe('the average of weights', () => {
  it.each([0.999, 0.3, 0])('is that of the steps, with a decay of %d', async (decay) => {
    const { seen, final } = await train({ callbacks: [weightAverage({ decay })] });
    expect(seen).toHaveLength(7);
    for (const role of ['encoder', 'decoder']) {
      expectAllClose(final[role]!.flat(), averageOf(seen, role, decay), { relative: 1e-5 });
    }
    // It is another than the last weights, unless nothing is kept.
    const gap = Math.max(...final.decoder!.flat().map((w, i) => Math.abs(w - seen[6]!.decoder!.flat()[i]!)));
    if (decay === 0) expect(gap).toBe(0);
    else expect(gap).toBeGreaterThan(1e-4);
  });

  it('leaves the training, other networks and batch statistics as they were', async () => {
    const plain = await train();
    const averaged = await train({ callbacks: [weightAverage({ networks: ['decoder'] })] });
    expect(averaged.seen).toEqual(plain.seen);
    expect(averaged.history.epochs.map(({ terms }) => terms)).toEqual(
      plain.history.epochs.map(({ terms }) => terms),
    );
    expect(averaged.final.encoder).toEqual(plain.final.encoder);
    expect(averaged.final.decoder).not.toEqual(plain.final.decoder);
    expect(averaged.finalStatistics).toEqual(averaged.lastStatistics);
    expect(averaged.finalStatistics.encoder!.flat()).not.toEqual([0, 0, 1, 1]);
  });

  it('begins anew in another training, and leaves no tensor', async () => {
    const callback = weightAverage();
    const first = await train({ callbacks: [callback] });
    await expectNoLeak(async () => {
      const again = await train({ callbacks: [callback] });
      expect(again.final).toEqual(first.final);
    });
  });

  it('is not given to a model whose training was aborted', async () => {
    await expectNoLeak(async () => {
      const controller = new AbortController();
      const stop: Callback = { onStep: ({ step }) => void (step === 4 && controller.abort()) };
      const { history, seen, final } = await train({
        signal: controller.signal,
        callbacks: [weightAverage(), stop],
      });
      expect(history.stopped).toBe('aborted');
      expect(seen).toHaveLength(5);
      expect(final).toEqual(seen[4]);
    });
  });

  it('has its way over early stopping where it comes later', async () => {
    const stopping = () => earlyStopping({ patience: 1, minimumChange: 100 });
    const later = await train({ callbacks: [stopping(), weightAverage()] });
    expect(later.history.stopped).toBe('early');
    expectAllClose(later.final.decoder!.flat(), averageOf(later.seen, 'decoder', 0.999), { relative: 1e-5 });
    const earlier = await train({ callbacks: [weightAverage(), stopping()] });
    // The best epoch was the first, of three steps.
    expect(earlier.final).toEqual(earlier.seen[3]);
  });
});

describe('a resumed average', () => {
  // A checkpoint that comes before the average in a step is taken before the step is averaged.
  it.each(['before', 'after'] as const)(
    'is the uninterrupted one to the bit, the checkpoint %s it',
    async (order) => {
      const uninterrupted = await train({ callbacks: [weightAverage()] });
      for (const step of [1, 3, 4, 6]) {
        await expectNoLeak(async () => {
          const store = memoryCheckpoints();
          const controller = new AbortController();
          const stop: Callback = { onStep: (run) => void (run.step === step && controller.abort()) };
          const each = checkpoint({ store, everySteps: 1, keep: 1 });
          const callbacks = order === 'before' ? [each, weightAverage()] : [weightAverage(), each];
          await train({ callbacks: [...callbacks, stop], signal: controller.signal });
          const resumed = await train({ callbacks: [weightAverage()], resume: store });
          expect(resumed.final).toEqual(uninterrupted.final);
          expect(resumed.finalStatistics).toEqual(uninterrupted.finalStatistics);
        });
      }
    },
  );

  it('goes on though a step was left out of the checkpoint that it comes from', async () => {
    const uninterrupted = await train({ callbacks: [weightAverage()] });
    const store = memoryCheckpoints();
    const broken: Callback = {
      onStep: ({ step }) => {
        if (step === 2) throw new Error('the process died');
      },
    };
    const callbacks = [checkpoint({ store, everySteps: 1 }), weightAverage(), broken];
    await expect(train({ callbacks })).rejects.toThrow('died');
    const resumed = await train({ callbacks: [weightAverage()], resume: store });
    expect(resumed.seen).toHaveLength(5);
    expect(resumed.final).toEqual(uninterrupted.final);
  });

  it('may be added to a run that had none, and averages from there', async () => {
    const store = memoryCheckpoints();
    await train({ epochs: 1, callbacks: [checkpoint({ store })] });
    const { seen, final } = await train({ resume: store, callbacks: [weightAverage()] });
    expect(seen).toHaveLength(4);
    expectAllClose(final.encoder!.flat(), averageOf(seen, 'encoder', 0.999), { relative: 1e-5 });
  });

  it('is refused with other networks than before', async () => {
    const store = memoryCheckpoints();
    await train({ epochs: 1, callbacks: [weightAverage({ networks: ['decoder'] }), checkpoint({ store })] });
    const resumed = train({ resume: store, callbacks: [weightAverage()] });
    await expect(resumed).rejects.toThrow(ModelFormatError);
    await expect(resumed).rejects.toThrow(
      'averages of the 2 weights of decoder, this run averages the 6 of encoder, decoder',
    );
  });
});

it('names what is wrong', async () => {
  for (const decay of [-0.1, 1, Number.NaN]) expect(() => weightAverage({ decay })).toThrow(OptionError);
  const wrong = train({ callbacks: [weightAverage({ networks: ['decoder', 'generator'] })] });
  await expect(wrong).rejects.toThrow(OptionError);
  await expect(wrong).rejects.toThrow("'generator': the networks of 'tiny' are encoder, decoder");
});

it('leaves nothing behind, also of a training that failed', async () => {
  const callback = weightAverage();
  const model = tinyAutoencoder({ inputShape: shape });
  const x = tf.ones([8, ...shape]);
  await expectNoLeak(async () => {
    const failing = fit(model, x, { epochs: 3, learningRate: 1e30, callbacks: [callback] });
    await expect(failing).rejects.toThrow(NumericalError);
  });
  x.dispose();
  model.dispose();
});
