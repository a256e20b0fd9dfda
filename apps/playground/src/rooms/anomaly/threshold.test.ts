import { anomalyDetector } from '@autoencoders/anomaly';
import { useBackend } from '@autoencoders/backend';
import { rocCurve } from '@autoencoders/metrics';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { expect, test } from 'vitest';
import { countAbove, expectedFalseAlarms, figuresAt, thresholdFor } from './threshold.js';

const scores = (count: number, from: number) =>
  Float32Array.from({ length: count }, (_, i) => from + ((i * 0.618) % 1)).sort();

test('counts what is above, not what is equal', () => {
  const ascending = Float32Array.of(1, 2, 2, 3);
  expect([0, 1, 2, 2.5, 3].map((threshold) => countAbove(ascending, threshold))).toEqual([4, 3, 1, 1, 0]);
  expect(countAbove(new Float32Array(0), 1)).toBe(0);
});

test('gives the rates of the ROC curve', () => {
  const [normal, odd] = [scores(40, 0), scores(25, 0.4)];
  const { thresholds, falsePositiveRates, truePositiveRates } = rocCurve(
    [...normal, ...odd],
    [...normal.map(() => 0), ...odd.map(() => 1)],
  );
  // The curve counts equal scores too: the next lower one as threshold.
  for (let i = 0; i + 1 < thresholds.length; i++) {
    const { falseAlarmRate, recall, precision, caught, falseAlarms } = figuresAt(
      normal,
      odd,
      thresholds[i + 1]!,
    );
    expect(falseAlarmRate).toBeCloseTo(falsePositiveRates[i]!, 12);
    expect(recall).toBeCloseTo(truePositiveRates[i]!, 12);
    if (caught + falseAlarms > 0) expect(precision).toBe(caught / (caught + falseAlarms));
    else expect(precision).toBeUndefined();
  }
});

test('finds the threshold that the package calibrates', async () => {
  await useBackend('cpu');
  const model = undercompleteAutoencoder({ inputShape: [3], latentDim: 1, hidden: [4] });
  const detector = anomalyDetector(model, { score: 'reconstruction', scaling: 'none' });
  const rows = Array.from({ length: 60 }, (_, i) => [1, 2, 3].map((k) => (i * 0.618 * k) % 1));
  await detector.fit(rows, { epochs: 0 });
  const ascending = (await detector.score(rows)).sort();
  for (const falseAlarmRate of [0.02, 0.05, 0.1, 0.33, 0.5]) {
    const found = await detector.calibrate(rows, { by: 'quantile', falseAlarmRate });
    expect(thresholdFor(ascending, falseAlarmRate)).toBe(found.threshold);
    expect(expectedFalseAlarms(ascending, found.threshold)).toBeCloseTo(found.expectedFalseAlarmRate, 12);
  }
  expect(thresholdFor(ascending, 0.001)).toBe(ascending.at(-1));
  detector.dispose();
  model.dispose();
});
