import { fit, memoryStore, save, useBackend } from '@autoencoders/core';
import { AutoencoderError, DataError, ModelFormatError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { anomalyDetector } from './anomaly-detector.js';
import { loadAnomalyDetector } from './load-anomaly-detector.js';
import type { AnomalyOptions } from './options.js';
import { machineRows } from './testing/machine.js';
import { rowModel } from './testing/models.js';

beforeAll(() => useBackend('cpu'));

const rows = machineRows(30);

it.each<[object, string]>([
  [{ score: 'luck' }, "score is 'luck'"],
  [
    { score: 'reconstruction-probability' },
    'reconstruction, mahalanobis, nearest-neighbors, input-neighbors',
  ],
  [{ score: [] }, 'score is []'],
  [{ score: ['mahalanobis', 'mahalanobis'] }, 'each once'],
  [{ scaling: 'log' }, "scaling is 'log'"],
  [{ missing: 'drop' }, "missing is 'drop'"],
  [{ clip: -1 }, 'clip is -1'],
  [{ trim: 0.5 }, 'trim is 0.5'],
  [{ trim: -0.1 }, 'trim is -0.1'],
  [{ neighbors: 0 }, 'neighbors is 0'],
  [{ references: 20 }, 'references is 20'],
  [{ draws: 0 }, 'draws is 0'],
  [{ seed: -1 }, 'seed is -1'],
  [{ columns: ['a', 'b'] }, 'columns names 2, the last axis of an input has 4'],
  [{ threshold: 3 }, "there is no 'threshold'"],
])('an option names what is wrong: %j', async (options, message) => {
  const model = rowModel();
  await expectNoLeak(() => {
    expect(() => anomalyDetector(model, options as AnomalyOptions)).toThrow(OptionError);
    expect(() => anomalyDetector(model, options as AnomalyOptions)).toThrow(message);
  });
  model.dispose();
});

describe('a verb out of turn', () => {
  it('before fit says what to call', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model, { score: 'reconstruction' });
    for (const verb of ['score', 'detect', 'explain', 'contributions', 'calibrate'] as const) {
      await expect(detector[verb](rows)).rejects.toThrow(AutoencoderError);
      await expect(detector[verb](rows)).rejects.toThrow("call 'fit(data, …)' before");
    }
    await expect(detector.stream().push(rows[0]!)).rejects.toThrow("call 'fit(data, …)' before");
    const x = tf.tensor2d(rows);
    await expect(fit(detector, x, { epochs: 1 })).rejects.toThrow('detector.fit(data, …)');
    x.dispose();
    model.dispose();
  });

  it('before calibrate says what to call, also after another fit', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model);
    await detector.fit(rows, { epochs: 0 });
    await expect(detector.detect(rows)).rejects.toThrow("call 'calibrate(normal, …)' before");
    await detector.calibrate(rows, { by: 'contamination', rate: 0.1 });
    await detector.detect(rows);
    await detector.fit(rows, { epochs: 0 });
    await expect(detector.detect(rows)).rejects.toThrow(AutoencoderError);
    detector.dispose();
    model.dispose();
  });
});

describe('rows that cannot be used', () => {
  it('leave the detector as it was', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model, { columns: ['load', 'speed', 'temperature', 'pressure'] });
    await detector.fit(rows, { epochs: 1 });
    await detector.calibrate(rows, { by: 'contamination', rate: 0.1 });
    const before = await detector.detect(rows);
    const spoiled = (value: unknown) =>
      rows.map((row, i) => (i === 3 ? [value, ...row.slice(1)] : row)) as number[][];
    const cases: [number[][], new () => Error, string][] = [
      [spoiled(Number.NaN), DataError, "row 3, column 'load' is missing"],
      [spoiled(Number.POSITIVE_INFINITY), DataError, "row 3, column 'load' is Infinity"],
      [spoiled('high'), DataError, 'row 3, column 0 holds "high"'],
      [rows.map((row) => row.slice(1)), ShapeError, 'rows of shape [3], the detector takes [4]'],
      [[], DataError, 'no rows'],
    ];
    await expectNoLeak(async () => {
      for (const [data, type, message] of cases) {
        for (const verb of ['fit', 'score', 'explain'] as const) {
          await expect(detector[verb](data)).rejects.toThrow(type);
          await expect(detector[verb](data)).rejects.toThrow(message);
        }
      }
      await expect(detector.fit(rows, { epochs: -1 })).rejects.toThrow(OptionError);
      await expect(detector.calibrate(rows)).rejects.toThrow('needs 99 normal rows');
      await expect(detector.contributions(rows)).rejects.toThrow('no sum over cells');
      await expect(detector.explain(rows, { top: -1 })).rejects.toThrow('top is -1');
    });
    expect(await detector.detect(rows)).toEqual(before);
    detector.dispose();
    model.dispose();
  });

  it('out of the domain of the likelihood are named at the first batch', async () => {
    const model = undercompleteAutoencoder({ inputShape: [4], latentDim: 2, hidden: [4], loss: 'bernoulli' });
    const detector = anomalyDetector(model);
    await expect(detector.fit(rows, { epochs: 1 })).rejects.toThrow('Bernoulli');
    const scaled = anomalyDetector(model, { scaling: 'min-max' });
    await scaled.fit(rows, { epochs: 1 });
    scaled.dispose();
    model.dispose();
  });

  it('that make a score infinite are named', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model, { score: 'reconstruction', scaling: 'none' });
    await detector.fit(rows, { epochs: 0 });
    await expect(detector.score([...rows, [3e38, 0, 0, 0]])).rejects.toThrow(
      'the score of row 30 is Infinity',
    );
    detector.dispose();
    model.dispose();
  });
});

describe('a store', () => {
  it('without what the options need is refused, and leaves nothing', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model, { score: 'mahalanobis' });
    await detector.fit(rows, { epochs: 0 });
    const store = memoryStore();
    const { whitening, ...fewer } = detector.state!;
    await save({ ...detector, state: fewer }, store);
    const load = () => loadAnomalyDetector(store, [undercompleteAutoencoder]);
    await expectNoLeak(async () => {
      await expect(load()).rejects.toThrow(ModelFormatError);
      await expect(load()).rejects.toThrow("the state 'whitening'");
      await save({ ...detector, options: { ...detector.options, calibration: { threshold: null } } }, store);
      await expect(load()).rejects.toThrow('is not a calibration');
      await save(detector, store);
      await expect(loadAnomalyDetector(store, [variationalAutoencoder])).rejects.toThrow(ModelFormatError);
    });
    expect(whitening!.shape).toEqual([2, 2]);
    detector.dispose();
    model.dispose();
  });

  it('asks again for a score that was a function', async () => {
    const model = rowModel();
    const score = (x: tf.Tensor) => tf.max(x, 1);
    const detector = anomalyDetector(model, { score, scaling: 'none' });
    await detector.fit(rows, { epochs: 0 });
    const store = memoryStore();
    await save(detector, store);
    await expectNoLeak(async () => {
      await expect(loadAnomalyDetector(store, [undercompleteAutoencoder])).rejects.toThrow('give it again');
      const loaded = await loadAnomalyDetector(store, [undercompleteAutoencoder], { score });
      expect([...(await loaded.score([[1, 2, 9, 3]]))]).toEqual([9]);
      loaded.dispose();
      loaded.autoencoder.dispose();
    });
    const shape = anomalyDetector(model, { score: (x) => x, scaling: 'none' });
    await shape.fit(rows, { epochs: 0 });
    await expect(shape.score(rows)).rejects.toThrow(ShapeError);
    for (const used of [detector, shape]) used.dispose();
    model.dispose();
  });
});
