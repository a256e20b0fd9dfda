import { OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { defaults, parseOptions } from './options.js';

describe('parseOptions', () => {
  it('takes the defaults, and flags over them', () => {
    expect(parseOptions([])).toEqual(defaults);
    const given = [
      '--epochs',
      '1',
      '--seed=3',
      '--out',
      'elsewhere',
      '--backend',
      'wasm',
      '--train-size',
      '500',
    ];
    expect(parseOptions(given)).toEqual({
      ...defaults,
      epochs: 1,
      seed: 3,
      out: 'elsewhere',
      backend: 'wasm',
      trainSize: 500,
    });
  });

  it('knows when help is asked for', () => {
    expect(parseOptions(['--help'])).toBeUndefined();
    expect(parseOptions(['--epochs', '1', '-h'])).toBeUndefined();
  });

  it.each([
    [['--epochs', '0'], '--epochs is 0'],
    [['--epochs', 'many'], '--epochs is NaN'],
    [['--epochs='], '--epochs is NaN'],
    [['--seed=-1'], '--seed is -1'],
    [['--threads', '0'], '--threads is 0'],
    [['--backend', 'abacus'], "--backend is 'abacus': choose one of auto"],
    [['--learning-rate', '2'], '--learning-rate is 2'],
    [['--out='], '--out is empty'],
    [['--epoch', '3'], '--epoch'],
    [['stray'], 'stray'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseOptions(argv)).toThrow(OptionError);
    expect(() => parseOptions(argv)).toThrow(message);
  });
});
