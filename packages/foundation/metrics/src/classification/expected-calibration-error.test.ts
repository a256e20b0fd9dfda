import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { expectedCalibrationError, reliability } from '../index.js';
import { rowsOf } from '../testing/clusters-and-embeddings.js';

/** Four examples in three of five bins: (0.4, 0.6] twice, (0.6, 0.8] and (0.8, 1]. */
const probabilities = rowsOf([
  [0.5, 0.3, 0.2],
  [0.2, 0.6, 0.2],
  [0.1, 0.2, 0.7],
  [0.05, 0.95, 0],
]);
const labels = [0, 2, 2, 0];

it('is the mean gap by hand, bins weighted with their examples', () => {
  // |1/2 - 0.55| · 2 + |1 - 0.7| + |0 - 0.95|, over 4.
  const found = expectedCalibrationError(probabilities, labels, { bins: 5 });
  expect(found).toBeCloseTo((0.1 + 0.3 + 0.95) / 4, 6);
});

it('bins have their upper edge and not their lower, also where single precision rounds it up', () => {
  const bins = reliability(probabilities, labels, { bins: 5 });
  expect(bins.map(({ count }) => count)).toEqual([2, 1, 1]);
  expect(bins[0]).toMatchObject({ lower: 0.4, upper: 0.6, accuracy: 0.5 });
  expect(bins[0]!.confidence).toBeCloseTo(0.55, 6);
  const [edge] = reliability(rowsOf([[0.7, 0.3]]), [0], { bins: 10 });
  expect(edge!.upper).toBeCloseTo(0.7, 12);
});

it('a calibrated classifier has none, and one that is sure and wrong has 1', () => {
  const halves = rowsOf([
    [0.5, 0.5],
    [0.5, 0.5],
  ]);
  expect(expectedCalibrationError(halves, [0, 1])).toBe(0);
  expect(expectedCalibrationError(rowsOf([[1, 0]]), [1])).toBe(1);
});

it('names what is no distribution and no class', () => {
  const row = rowsOf([[0.25, 0.75]]);
  expect(() => expectedCalibrationError(rowsOf([[2, -1]]), [0])).toThrow(DataError);
  expect(() => expectedCalibrationError(rowsOf([[2, 3]]), [0])).toThrow(
    /example 0 are no distribution \(sum 5/,
  );
  expect(() => expectedCalibrationError(rowsOf([[Number.NaN, 1]]), [0])).toThrow(DataError);
  expect(() => expectedCalibrationError(row, [2])).toThrow(/label of example 0 is 2: give one of 0 to 1/);
  expect(() => expectedCalibrationError(row, [-1])).toThrow(DataError);
  expect(() => expectedCalibrationError(row, [0, 1])).toThrow(ShapeError);
  expect(() => expectedCalibrationError(rowsOf([[1]]), [0])).toThrow(ShapeError);
  expect(() => expectedCalibrationError({ shape: [0, 2], values: new Float32Array() }, [])).toThrow(
    DataError,
  );
  expect(() => expectedCalibrationError(row, [0], { bins: 0 })).toThrow(OptionError);
});
