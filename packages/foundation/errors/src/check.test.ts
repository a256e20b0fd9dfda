import { describe, expect, it } from 'vitest';
import {
  AutoencoderError,
  checkChoice,
  checkClassLabels,
  checkInteger,
  checkNumber,
  checkShape,
  formatShape,
  OptionError,
  ShapeError,
} from './index.js';

describe('checks', () => {
  it('pass what is right', () => {
    checkShape('x', [4, 28, 28], [null, 28, 28]);
    checkInteger('epochs', 0, 0);
    checkNumber('beta', 0.5, 0, 1);
    checkChoice('engine', 'cpu', ['cpu', 'wasm']);
  });

  it.each([
    [() => checkShape('x', [4, 3], [null, 28]), ShapeError, 'x has shape [4, 3], expected [batch, 28]'],
    [() => checkShape('x', [4], [null, 28]), ShapeError, 'x has shape [4], expected [batch, 28]'],
    [() => checkInteger('epochs', 1.5), OptionError, 'epochs is 1.5: give an integer of at least 1'],
    [() => checkInteger('epochs', Number.NaN), OptionError, 'epochs is NaN'],
    [() => checkNumber('beta', -1, 0), OptionError, 'beta is -1'],
    [() => checkNumber('beta', Number.POSITIVE_INFINITY), OptionError, 'beta is Infinity'],
    [
      () => checkChoice('engine', 'cuda', ['cpu', 'wasm']),
      OptionError,
      "engine is 'cuda': choose one of cpu, wasm",
    ],
  ] as const)('name what is wrong (%#)', (check, type, message) => {
    expect(check).toThrow(type);
    expect(check).toThrow(AutoencoderError);
    expect(check).toThrow(message);
  });

  it('write shapes as the documentation does', () => {
    expect(formatShape([null, 28, 1])).toBe('[batch, 28, 1]');
  });
});

it('takes labels from 0 below the number of classes, and -1', () => {
  expect(() => checkClassLabels([0, 2, -1], 3)).not.toThrow();
  for (const label of [3, -2, 0.5]) {
    expect(() => checkClassLabels([1, label], 3)).toThrow(`label 1 is ${label}: with 3 classes`);
  }
});
