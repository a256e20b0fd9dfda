import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import { expect, it } from 'vitest';
import { classificationReport, confusionMatrix } from '../index.js';
import { classification } from '../testing/clusters-and-embeddings.js';

const { labels, predictions, classes } = classification;

it('the matrix and its report are those of scikit-learn, a class that never occurs included', () => {
  const matrix = confusionMatrix(labels, predictions, classes);
  expect(matrix.classes).toEqual([0, 1, 2, 3, 4]);
  expect([...matrix.counts]).toEqual(classification.counts);
  const { perClass, accuracy, macro } = classificationReport(matrix);
  for (const score of ['precision', 'recall', 'f1', 'support'] as const) {
    expectAllClose(
      perClass.map((scores) => scores[score]),
      classification[score],
      { relative: 1e-12, absolute: 0 },
    );
  }
  expect(accuracy).toBeCloseTo(classification.accuracy, 12);
  expectAllClose([macro.precision, macro.recall, macro.f1], classification.macro, { relative: 1e-12 });
});

it('classes are those that occur, or in the order given', () => {
  const found = confusionMatrix([7, -1, 7], [7, 3, -1]);
  expect(found).toEqual({ classes: [-1, 3, 7], counts: Int32Array.of(0, 1, 0, 0, 0, 0, 1, 0, 1) });
  const ordered = confusionMatrix([7, -1, 7], [7, 7, -1], [7, -1]);
  expect(ordered).toEqual({ classes: [7, -1], counts: Int32Array.of(1, 1, 1, 0) });
});

it('one class alone has a report', () => {
  const { perClass, accuracy } = classificationReport(confusionMatrix([2, 2], [2, 2]));
  expect(perClass).toEqual([{ class: 2, precision: 1, recall: 1, f1: 1, support: 2 }]);
  expect(accuracy).toBe(1);
});

it('names the label that is no class', () => {
  expect(() => confusionMatrix([0, 4], [0, 1], 4)).toThrow(DataError);
  expect(() => confusionMatrix([0, 4], [0, 1], 4)).toThrow(
    /the label of example 1 is 4, none of the classes 0, 1, 2, 3/,
  );
  expect(() => confusionMatrix([0, 1], [-1, 1], 2)).toThrow(/the prediction of example 0 is -1/);
  expect(() => confusionMatrix([0, Number.NaN], [0, 1])).toThrow(DataError);
  expect(() => confusionMatrix([], [])).toThrow(DataError);
  expect(() => confusionMatrix([0], [0, 1])).toThrow(ShapeError);
  expect(() => confusionMatrix([0], [0], 0)).toThrow(OptionError);
  expect(() => confusionMatrix([0], [0], [0, 0])).toThrow(OptionError);
});

it('refuses a matrix that is none, or empty', () => {
  expect(() => classificationReport({ classes: [0, 1], counts: new Int32Array(3) })).toThrow(ShapeError);
  expect(() => classificationReport({ classes: [0, 1], counts: new Int32Array(4) })).toThrow(DataError);
});
