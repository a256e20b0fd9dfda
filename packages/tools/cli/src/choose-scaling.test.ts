import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseScaling, fitScaling } from './choose-scaling.js';
import { examineData } from './examine-data.js';

const unit = { minimum: 0, maximum: 1, reason: 'a Bernoulli likelihood: scale to [0, 1]' };
const summary = (minimum: number, maximum: number) => ({ examples: 1, minimum, maximum, fingerprint: '' });

describe('chooseScaling', () => {
  it('leaves alone what the model accepts', () => {
    expect(chooseScaling('auto', summary(0, 1), unit)).toEqual({ name: 'none' });
    expect(chooseScaling('auto', summary(-1, 1), undefined)).toEqual({ name: 'none' });
  });

  it('scales what a bounded domain excludes to [0, 1], and large unbounded values to deviation 1', () => {
    expect(chooseScaling('auto', summary(0, 255), unit).name).toBe('min-max');
    expect(chooseScaling('auto', summary(-40, 40), undefined).name).toBe('standard');
    const half = { minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY, reason: '' };
    expect(chooseScaling('auto', summary(-40, 40), half).name).toBe('standard');
  });

  it('does what it is told, but not out of range', () => {
    expect(chooseScaling('standard', summary(0, 1), unit)).toEqual({ name: 'standard' });
    expect(() => chooseScaling('none', summary(0, 255), unit)).toThrow(DataError);
    expect(() => chooseScaling('none', summary(0, 255), unit)).toThrow(
      '[0, 255] with a Bernoulli likelihood',
    );
  });
});

describe('fitScaling', () => {
  beforeAll(() => useBackend('wasm'));

  it('scales the columns of a table each, and the pixels of images alike', async () => {
    const x = Float32Array.from([0, 10, 5, 30]);
    const table = arrayDataset({ x, shape: [2] });
    const columns = await fitScaling({ name: 'min-max' }, table, examineData(table));
    expect(columns).toEqual({ kind: 'min-max', shift: [0, 10], scale: [5, 20] });
    const images = arrayDataset({ x, shape: [1, 2, 1] });
    const pixels = await fitScaling({ name: 'min-max' }, images, examineData(images));
    expect(pixels).toEqual({ kind: 'min-max', shift: [0, 0], scale: [30, 30] });
  });
});
