import { evaluate, fit, memoryStore, save, useBackend } from '@autoencoders/core';
import { areaUnderRoc } from '@autoencoders/metrics';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { anomalyDetector } from './anomaly-detector.js';
import type { AnomalyDetector } from './detector.js';
import { loadAnomalyDetector } from './load-anomaly-detector.js';
import type { AnomalyOptions } from './options.js';
import { brokenRows, machineColumns, machineRows } from './testing/machine.js';
import { rowModel, variationalRowModel } from './testing/models.js';

beforeAll(() => useBackend('cpu'));

const training = { epochs: 40, batchSize: 50, learningRate: 0.01, seed: 1 };
const [train, normal, odd] = [machineRows(300), machineRows(300, 20), brokenRows(60, 2)];

/** The plainest detector. */
const plain = { score: 'reconstruction', scaling: 'standard', clip: null } as const;

/** A detector fitted to the machine, for the work given. */
async function withDetector(
  options: AnomalyOptions,
  work: (detector: AnomalyDetector) => Promise<void>,
  model = options.score === 'reconstruction-probability' ? variationalRowModel() : rowModel(),
): Promise<void> {
  await expectNoLeak(async () => {
    const detector = anomalyDetector(model, { ...plain, columns: machineColumns, ...options });
    await detector.fit(train, training);
    await work(detector);
    detector.dispose();
  });
  model.dispose();
}

async function aucOf(detector: AnomalyDetector): Promise<number> {
  const scores = await detector.score([...normal, ...odd]);
  return areaUnderRoc(scores, [...normal.map(() => 0), ...odd.map(() => 1)]);
}

describe('scores', () => {
  it.each<[AnomalyOptions, number]>([
    [{ score: 'reconstruction' }, 0.95],
    [{ score: 'reconstruction-probability' }, 0.9],
    [{ score: 'mahalanobis' }, 0.7],
    [{ score: 'nearest-neighbors', neighbors: 5 }, 0.9],
    [{ score: 'input-neighbors', neighbors: 5 }, 0.9],
    [
      { score: ['reconstruction', 'nearest-neighbors', 'input-neighbors'], scaling: 'robust', clip: 10 },
      0.95,
    ],
    [{ scaling: 'min-max', trim: 0.1 }, 0.95],
  ])('tell rows that do not hang together from others: %j', (options, least) =>
    withDetector(options, async (detector) => {
      expect(await aucOf(detector)).toBeGreaterThan(least);
    }),
  );

  it('are the squared error in the scaled space, by hand, and do not depend on the unit of a column', () =>
    withDetector({}, async (detector) => {
      const { autoencoder, state } = detector;
      const expected = tf.tidy(() => {
        const x = tf.div(tf.sub(tf.tensor2d(odd), state!.shift!), state!.scale!);
        return [...tf.sum(tf.squaredDifference(x, autoencoder.reconstruct(x)), 1).dataSync()];
      });
      expectAllClose(await detector.score(odd), expected, { relative: 1e-4 });

      const other = rowModel();
      const kelvin = (rows: number[][]) => rows.map(([a, b, c, d]) => [1000 * a!, b!, c! + 273.15, d!]);
      const rescaled = anomalyDetector(other, plain);
      await rescaled.fit(kelvin(train), training);
      expectAllClose(await rescaled.score(kelvin(odd)), await detector.score(odd), {
        relative: 0.05,
        absolute: 0.05,
      });
      rescaled.dispose();
      other.dispose();
    }));

  it('are the same row by row, in batches of any size, and of the rows that were fitted to', () =>
    withDetector({ score: 'nearest-neighbors' }, async (detector) => {
      const scores = await detector.score(odd);
      const parts: number[] = [];
      for await (const part of detector.scoreBatches(odd, { batchSize: 7 })) parts.push(...part);
      expectAllClose(parts, scores, { relative: 1e-4 });
      // No row is its own neighbour.
      const fitted = await detector.score(train);
      expect(Math.min(...fitted)).toBeGreaterThan(0);
      const median = (values: Float32Array) => values.slice().sort()[values.length >> 1]!;
      expect(median(fitted) / median(await detector.score(normal))).toBeGreaterThan(0.8);
    }));

  it('may be a function of the caller, or of the model', async () => {
    const model = rowModel();
    const distance = (x: tf.Tensor) => tf.sum(tf.abs(x), 1);
    const own = anomalyDetector(model, { score: distance, scaling: 'none' });
    const offering = { ...model, anomalyScores: { discriminator: distance } };
    const offered = anomalyDetector(offering, { score: 'discriminator', scaling: 'none' });
    for (const detector of [own, offered]) {
      await detector.fit(train, { epochs: 0 });
      expectAllClose(await detector.score([[1, -2, 3, 4]]), [10]);
      detector.dispose();
    }
    model.dispose();
  });

  it('leave missing cells out', () =>
    withDetector({ missing: 'mean' }, async (detector) => {
      const [load, speed, temperature] = normal[0]!;
      const row = [load!, speed!, temperature!, Number.NaN];
      const [explained] = await detector.explain([row]);
      expect(explained!.contributions[3]).toBe(0);
      const fine = Math.max(...(await detector.score(normal)));
      expect((await detector.score([row]))[0]).toBeLessThan(2 * fine);
      expect((await detector.score([[load!, speed!, 90, Number.NaN]]))[0]).toBeGreaterThan(2 * fine);
    }));
});

describe('thresholds', () => {
  it('hold the false-alarm rate on normal rows that were never seen, and find the odd ones', () =>
    withDetector({}, async (detector) => {
      const { threshold, expectedFalseAlarmRate } = await detector.calibrate(normal, {
        by: 'quantile',
        falseAlarmRate: 0.05,
      });
      expect(expectedFalseAlarmRate).toBeCloseTo(0.05, 2);
      const share = ({ anomalous }: { anomalous: Uint8Array }) =>
        anomalous.reduce((sum, one) => sum + one, 0) / anomalous.length;
      const fresh = await detector.detect(machineRows(2000, 77));
      expect(Math.abs(share(fresh) - 0.05)).toBeLessThan(0.03);
      expect(fresh.scores.every((score, row) => fresh.anomalous[row] === (score > threshold ? 1 : 0))).toBe(
        true,
      );
      expect(share(await detector.detect(odd))).toBeGreaterThan(0.7);
      expect((await detector.calibrate(normal)).threshold).toBeGreaterThan(threshold);
    }));

  it('are saved with the scaling, the score and the autoencoder', () =>
    withDetector(
      { score: ['reconstruction', 'mahalanobis'], scaling: 'robust', clip: 5 },
      async (detector) => {
        const calibration = await detector.calibrate(normal, { by: 'extreme-value', falseAlarmRate: 0.002 });
        const store = memoryStore();
        await save(detector, store);
        const loaded = await loadAnomalyDetector(store, [undercompleteAutoencoder]);
        expect(loaded.calibration).toEqual(calibration);
        expect(loaded.options).toEqual(detector.options);
        expect(await loaded.detect(odd)).toEqual(await detector.detect(odd));
        const x = tf.tensor2d(odd);
        expect(await evaluate(loaded, x)).toEqual(await evaluate(detector, x));
        x.dispose();
        loaded.dispose();
        loaded.autoencoder.dispose();
      },
    ));
});

describe('explanations', () => {
  it.each<[AnomalyOptions]>([[{}], [{ score: ['reconstruction', 'nearest-neighbors'] }]])(
    'name the column that is odd: %j',
    (options) =>
      withDetector(options, async (detector) => {
        const [load, speed, , pressure] = normal[0]!;
        const [found] = await detector.explain([[load!, speed!, 75, pressure!]], { top: 2 });
        expect(found!.top).toHaveLength(2);
        expect(found!.top[0]).toMatchObject({ name: 'temperature', index: 2, value: 75 });
        expect(found!.top[0]!.expected).toBeLessThan(65);
        expect(found!.top[0]!.contribution).toBe(Math.max(...found!.contributions));
      }),
  );

  it('sum to the score by reconstruction', () =>
    withDetector({}, async (detector) => {
      const explained = await detector.explain(odd, { batchSize: 16 });
      const scores = await detector.score(odd);
      expectAllClose(
        explained.map(({ score }) => score),
        scores,
      );
      const sums = explained.map(({ contributions }) => contributions.reduce((sum, part) => sum + part, 0));
      expectAllClose(sums, scores, { relative: 1e-4 });
      const parts = await detector.contributions(odd);
      expect(parts.shape).toEqual([60, 4]);
      expect([...parts.values.subarray(0, 4)]).toEqual([...explained[0]!.contributions]);
    }));
});

it('is trained as the autoencoder is on scaled rows, and takes one that is', async () => {
  const model = rowModel();
  const detector = anomalyDetector(model, plain);
  await detector.fit(train, { epochs: 0 });
  const { shift, scale } = detector.state!;
  const scaled = tf.tidy(() => tf.div(tf.sub(tf.tensor2d(train), shift!), scale!));
  await fit(model, scaled, training);
  const expected = await detector.score(odd);
  detector.dispose();

  const other = rowModel();
  const own = anomalyDetector(other, plain);
  const history = await own.fit(train, { ...training, validation: normal });
  expect(history.epochs.at(-1)!.validation).toBeDefined();
  expectAllClose(await own.score(odd), expected, { relative: 0.02, absolute: 0.02 });
  own.dispose();
  tf.dispose(scaled);
  for (const used of [model, other]) used.dispose();
});
