import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, averagePrecision, precisionAt, rocCurve } from '../index.js';
import { detections } from '../testing/detection-and-recommendation.js';

describe.each(detections)('has the values of scikit-learn: $name', ({ scores, labels, ...expected }) => {
  it('area under the ROC curve', () => {
    expect(areaUnderRoc(scores, labels)).toBeCloseTo(expected.areaUnderRoc, 12);
  });

  it('ROC curve', () => {
    const { falsePositiveRates, truePositiveRates, thresholds } = rocCurve(scores, labels);
    expectAllClose(falsePositiveRates, expected.falsePositiveRates, { relative: 1e-12, absolute: 0 });
    expectAllClose(truePositiveRates, expected.truePositiveRates, { relative: 1e-12, absolute: 0 });
    const distinct = [...new Set(scores)].sort((a, b) => b - a);
    expect([...thresholds]).toEqual([Number.POSITIVE_INFINITY, ...distinct]);
  });

  it('average precision', () => {
    expect(averagePrecision(scores, labels)).toBeCloseTo(expected.averagePrecision, 12);
  });

  it('precision at n is the mean over the orders that equal scores may have', () => {
    // Positives to the fore among equals, and to the rear: the expectation is between, and the two where none are equal.
    for (const n of [1, 7, scores.length]) {
      const [best, worst] = [1, -1].map((sign) => {
        const order = scores.map((_, i) => i);
        order.sort((i, j) => scores[j]! - scores[i]! || sign * (labels[j]! - labels[i]!));
        return order.slice(0, n).filter((i) => labels[i] === 1).length / n;
      }) as [number, number];
      const found = precisionAt(scores, labels, n);
      expect(found).toBeGreaterThanOrEqual(worst - 1e-12);
      expect(found).toBeLessThanOrEqual(best + 1e-12);
    }
  });
});

it('precision at n divides the places among equal scores', () => {
  const [scores, labels] = [
    [3, 2, 2, 2, 1],
    [0, 1, 1, 0, 1],
  ];
  const expected = [0, 2 / 3 / 2, 4 / 3 / 3, 2 / 4, 3 / 5];
  expectAllClose(
    expected.map((_, i) => precisionAt(scores, labels, i + 1)),
    expected,
    { relative: 1e-12 },
  );
});

it('infinite scores are above, or below, all others', () => {
  const scores = [Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  expect(areaUnderRoc(scores, [1, 0, 1, 0])).toBe(1);
  expect(areaUnderRoc(scores, [1, 0, 0, 0])).toBeCloseTo(2.5 / 3, 12);
});

it('the pairs of many scores are counted exactly, in the time of a sort', () => {
  const size = 200_000;
  // Each of a thousand levels has 100 positives and 100 negatives, but for the highest, which has one positive more.
  const scores = Float32Array.from({ length: size }, (_, i) => Math.floor(i / 2) % 1000);
  const labels = Uint8Array.from({ length: size }, (_, i) => i % 2);
  labels[2 * 999] = 1;
  const [positives, negatives] = [size / 2 + 1, size / 2 - 1];
  // Half of all pairs were right; the example that changed sides wins against all below, and half of the ties.
  const lower = 999 * 100;
  const evenPairs = (size / 2) ** 2 / 2;
  const lost = 100 / 2;
  const won = lower + 99 / 2;
  expect(areaUnderRoc(scores, labels)).toBeCloseTo((evenPairs - lost + won) / (positives * negatives), 12);
});

const figures = {
  rocCurve,
  areaUnderRoc,
  averagePrecision,
  precisionAt: (scores: number[], labels: number[]) => precisionAt(scores, labels, 1),
};

it.each(Object.entries(figures))('%s refuses what cannot be ranked', (_, figure) => {
  expect(() => figure([], [])).toThrow(DataError);
  expect(() => figure([1, 2], [1])).toThrow(ShapeError);
  expect(() => figure([1, 2], [1])).toThrow(/1 labels for 2 examples/);
  expect(() => figure([1, Number.NaN], [0, 1])).toThrow(DataError);
  expect(() => figure([1, Number.NaN], [0, 1])).toThrow(/score of example 1 is NaN/);
  expect(() => figure([1, 2], [0, 2])).toThrow(DataError);
  expect(() => figure([1, 2], [0, 2])).toThrow(/label of example 1 is 2/);
  expect(() => figure([1, 2], [0, 0])).toThrow(DataError);
  expect(() => figure([1, 2], [0, 0])).toThrow(/all 2 labels are 0/);
});

it.each([rocCurve, areaUnderRoc])('$name needs negatives', (figure) => {
  expect(() => figure([1, 2], [1, 1])).toThrow(DataError);
  expect(() => figure([1, 2], [1, 1])).toThrow(/all 2 labels are 1/);
});

it('precision at n says which n there are', () => {
  for (const n of [0, 1.5, Number.NaN, 3]) expect(() => precisionAt([1, 2], [0, 1], n)).toThrow(OptionError);
  expect(() => precisionAt([1, 2], [0, 1], 3)).toThrow(/n is 3, and there are 2 examples/);
});
