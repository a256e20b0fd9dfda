import { DataError, NumericalError, OptionError } from '@autoencoders/errors';
import { expectAllClose, testValues } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { type CalibrationOptions, calibrationOf } from './calibration.js';

/** The numbers from 1 to `count`, shuffled. */
const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => ((i * 37) % count) + 1);

describe('by quantile', () => {
  it('is the order statistic that a further row exceeds with the probability asked for', () => {
    const found = calibrationOf(numbers(99), { by: 'quantile', falseAlarmRate: 0.05 });
    expect(found.threshold).toBe(95);
    expect(found.expectedFalseAlarmRate).toBeCloseTo(0.05, 12);
    // The lowest rate that 99 rows allow is that of the largest.
    expect(calibrationOf(numbers(99), { by: 'quantile', falseAlarmRate: 0.01 }).threshold).toBe(99);
  });

  it('keeps its promise over many draws', () => {
    const rounds = 4000;
    let alarms = 0;
    let expected = 0;
    for (let round = 0; round < rounds; round++) {
      const scores = testValues(40, 0, 1, round + 1).map((value) => value ** 3);
      const found = calibrationOf(scores.slice(0, 39), { by: 'quantile', falseAlarmRate: 0.1 });
      expected = found.expectedFalseAlarmRate;
      if (scores[39]! > found.threshold) alarms += 1;
    }
    // Three standard errors.
    expect(Math.abs(alarms / rounds - expected)).toBeLessThan(3 * Math.sqrt((0.1 * 0.9) / rounds));
  });

  it('names how many rows the rate needs', () => {
    const few = () => calibrationOf(numbers(98), { by: 'quantile', falseAlarmRate: 0.01 });
    expect(few).toThrow(DataError);
    expect(few).toThrow('needs 99 normal rows, there are 98');
  });
});

describe('by contamination', () => {
  it('leaves the share asked for above', () => {
    const found = calibrationOf(numbers(200), { by: 'contamination', rate: 0.05 });
    expect(found).toEqual({ threshold: 190, expectedFalseAlarmRate: 1 / 191 });
  });

  it('refuses a share of no row', () => {
    expect(() => calibrationOf(numbers(20), { by: 'contamination', rate: 0.01 })).toThrow('is 0');
  });
});

describe('by extreme value', () => {
  it.each([
    ['exponential', (u: number) => -Math.log(1 - u), (q: number) => -Math.log(q)],
    ['heavy', (u: number) => ((1 - u) ** -0.3 - 1) / 0.3, (q: number) => (q ** -0.3 - 1) / 0.3],
    ['bounded', (u: number) => 1 - (1 - u) ** 0.5, (q: number) => 1 - q ** 0.5],
  ])('finds the quantile of a tail that is %s, beyond the largest score', (_, quantile, exceeded) => {
    const scores = Float32Array.from({ length: 2000 }, (_value, i) => quantile((i + 0.5) / 2000));
    const rate = 1e-4;
    const found = calibrationOf(scores, { by: 'extreme-value', falseAlarmRate: rate });
    expect(found.threshold).toBeGreaterThan(Math.max(...scores.slice(0, -1)));
    expectAllClose([found.threshold], [exceeded(rate)], { relative: 0.05 });
    expect(found.expectedFalseAlarmRate).toBe(rate);
    expect(found.tail).toMatchObject({ share: 0.1 });
  });

  it('names what is too little of a tail', () => {
    const of =
      (scores: Float32Array, more: object = {}) =>
      () =>
        calibrationOf(scores, { by: 'extreme-value', falseAlarmRate: 0.001, ...more });
    expect(of(numbers(50))).toThrow('has 5 different ones');
    expect(of(new Float32Array(500).fill(2))).toThrow(DataError);
    expect(of(numbers(500), { falseAlarmRate: 0.2 })).toThrow(OptionError);
    expect(of(numbers(500), { tail: 1 })).toThrow('tail is 1');
  });
});

it.each<[object, string]>([
  [{ by: 'luck' }, "by is 'luck'"],
  [{ by: 'quantile', falseAlarmRate: 0 }, 'falseAlarmRate is 0'],
  [{ by: 'quantile' }, 'falseAlarmRate is undefined'],
  [{ by: 'contamination', rate: 1 }, 'rate is 1'],
])('names what is wrong: %j', (options, message) => {
  expect(() => calibrationOf(numbers(100), options as CalibrationOptions)).toThrow(OptionError);
  expect(() => calibrationOf(numbers(100), options as CalibrationOptions)).toThrow(message);
});

it('refuses scores that are not finite', () => {
  const scores = numbers(100);
  scores[7] = Number.NaN;
  expect(() => calibrationOf(scores, { by: 'contamination', rate: 0.1 })).toThrow(NumericalError);
});
