import { useBackend } from '@autoencoders/core';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, describe, expect, it } from 'vitest';
import { anomalyDetector } from '../anomaly-detector.js';
import { machineRows } from '../testing/machine.js';
import { rowModel } from '../testing/models.js';
import { windows } from './windows.js';

beforeAll(() => useBackend('cpu'));

const length = 16;

/** Two waves, of which the second follows the first, over so many steps. */
const waves = (steps: number) =>
  Array.from({ length: steps }, (_, step) => [Math.sin(step / 3), 5 + 2 * Math.cos(step / 3)]);

/** A convolutional autoencoder of windows. */
const convolutional = () =>
  undercompleteAutoencoder({
    inputShape: [length, 2],
    latentDim: 3,
    architecture: 'convolutional',
    filters: [8],
    hidden: [],
    seed: 2,
  });

describe('rows', () => {
  it('are scored one at a time as together, and detected once there is a threshold', async () => {
    const model = rowModel();
    const detector = anomalyDetector(model);
    await detector.fit(machineRows(50), { epochs: 2 });
    const rows = machineRows(10, 3);
    const scores = await detector.score(rows);
    await expectNoLeak(async () => {
      const stream = detector.stream();
      const pushed = await Promise.all(rows.map((row) => stream.push(row)));
      expectAllClose(
        pushed.map((one) => one!.score),
        scores,
      );
      expect(pushed[0]!.anomalous).toBeUndefined();
      const { threshold } = await detector.calibrate(rows, { by: 'contamination', rate: 0.3 });
      const again = await Promise.all(rows.map((row) => stream.push(row)));
      expect(again.map((one) => one!.anomalous)).toEqual([...scores].map((score) => score > threshold));
      await expect(stream.push([1, 2])).rejects.toThrow(ShapeError);
      await expect(stream.push([1, 2, Number.NaN, 3])).rejects.toThrow("row 20, column '2' is missing");
      expect(() => detector.stream({ stride: 0 })).toThrow(OptionError);
    });
    detector.dispose();
    model.dispose();
  });
});

describe('windows', () => {
  it('of a series find the steps that are odd, as they come too', async () => {
    const model = convolutional();
    const detector = anomalyDetector(model, { score: 'reconstruction', columns: ['a', 'b'] });
    await detector.fit(windows(waves(200), { length }), {
      epochs: 15,
      batchSize: 16,
      learningRate: 0.01,
      seed: 1,
    });
    await detector.calibrate(windows(waves(400).slice(200), { length }), { by: 'contamination', rate: 0.02 });

    const series = waves(100);
    // A spike that no value is too large for.
    series[60]![1] = 10 - series[60]![1]!;
    const seen = windows(series, { length });
    const scores = await detector.score(seen);
    const found = seen.toSteps(await detector.contributions(seen));
    expect(found.indexOf(Math.max(...found))).toBe(60);
    const [explained] = await detector.explain(windows(series.slice(50, 66), { length }));
    expect(explained!.top[0]!.name).toBe('b[10]');

    await expectNoLeak(async () => {
      const stream = detector.stream();
      const answers = await Promise.all(series.map((row) => stream.push(row)));
      expect(answers.slice(0, length - 1).every((answer) => answer === undefined)).toBe(true);
      expectAllClose(
        answers.slice(length - 1).map((answer) => answer!.score),
        scores,
        { relative: 1e-4 },
      );
      expect(answers[60 + 4]!.anomalous).toBe(true);
      expect(answers[40]!.anomalous).toBe(false);
    });
    detector.dispose();
    model.dispose();
  });

  it('come by the stride, start anew after a gap, and keep out what cannot be scored', async () => {
    const model = convolutional();
    const detector = anomalyDetector(model, { score: 'reconstruction', missing: 'mean' });
    await detector.fit(windows(waves(60), { length }), { epochs: 0 });
    const stream = detector.stream({ stride: 5 });
    const answered = async (rows: number[][]) => {
      const places: number[] = [];
      for (const [place, row] of rows.entries()) if (await stream.push(row)) places.push(place);
      return places;
    };
    expect(await answered(waves(30))).toEqual([15, 20, 25]);
    stream.reset();
    await expect(stream.push([Number.POSITIVE_INFINITY, 0])).rejects.toThrow(DataError);
    const gap = waves(20);
    gap[3] = [Number.NaN, Number.NaN];
    expect(await answered(gap)).toEqual([15]);
    detector.dispose();
    model.dispose();
  });

  it('are of two axes', () => {
    const model = undercompleteAutoencoder({ inputShape: [2, 2, 1], latentDim: 1, hidden: [] });
    expect(() => anomalyDetector(model).stream()).toThrow('an input has 3 axes');
    model.dispose();
  });
});
