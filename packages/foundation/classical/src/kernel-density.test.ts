import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, momentsOf } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { kernelDensity, kernelLogDensity, sampleKernelDensity } from './index.js';
import reference from './testing/kernel-density.reference.json' with { type: 'json' };
import { rowsFrom, rowsOfReference } from './testing/rows.js';

const rows = rowsOfReference(reference.rows);
const others = rowsOfReference(reference.others);

describe('a kernel density estimate', () => {
  it.each(['scott', 'silverman'] as const)('is that of scikit-learn by the rule %s', (rule) => {
    const density = kernelDensity(rows, { bandwidth: rule, regularization: 0 });
    expectAllClose(density.bandwidths, reference[rule].bandwidths, { relative: 1e-9 });
    expectAllClose(kernelLogDensity(others, density), reference[rule].logDensity, { relative: 1e-9 });
  });

  it('is that of scikit-learn of a number', () => {
    const density = kernelDensity(rows, { bandwidth: reference.number.bandwidth });
    expect([...density.bandwidths]).toEqual(Array(3).fill(0.7));
    expectAllClose(kernelLogDensity(others, density), reference.number.logDensity, { relative: 1e-9 });
  });

  it('flattens rows, and is plain data', () => {
    const cubes = { values: rows.values, shape: [rows.shape[0]!, 1, 3] };
    expect(kernelDensity(cubes)).toEqual(kernelDensity(rows));
    const density = kernelDensity(rows);
    expect(kernelLogDensity(others, structuredClone(density))).toEqual(kernelLogDensity(others, density));
  });

  it('copes with a column or rows without spread, and with a single row', () => {
    const flat = rowsFrom([
      [1, 5],
      [2, 5],
      [4, 5],
    ]); // prettier-ignore
    for (const found of [kernelDensity(flat), kernelDensity(flat, { regularization: 0 })]) {
      expect(found.bandwidths.every((bandwidth) => bandwidth > 0)).toBe(true);
    }
    const one = kernelDensity(rowsFrom([[3, -1]]));
    expect([...one.bandwidths]).toEqual([1e-3, 1e-3]);
    expect(Number.isFinite(kernelLogDensity(rowsFrom([[3, -1]]), one)[0])).toBe(true);
  });

  it('names what does not fit', () => {
    expect(() => kernelDensity(rowsFrom([]))).toThrow(DataError);
    expect(() => kernelDensity(rowsFrom([[Number.NaN]]))).toThrow(DataError);
    for (const bandwidth of [0, -1, Number.NaN, 'wide' as 'scott']) {
      expect(() => kernelDensity(rows, { bandwidth })).toThrow(OptionError);
    }
    expect(() => kernelDensity(rows, { regularization: -1 })).toThrow(OptionError);
    const density = kernelDensity(rows);
    expect(() => kernelLogDensity(rowsFrom([[1, 2]]), density)).toThrow(ShapeError);
    const short = { ...density, bandwidths: Float64Array.of(1) };
    expect(() => kernelLogDensity(others, short)).toThrow(ShapeError);
    expect(() => sampleKernelDensity(short, { count: 1 })).toThrow(ShapeError);
    expect(() => sampleKernelDensity(density, { count: 0 })).toThrow(OptionError);
  });
});

describe('its samples', () => {
  const density = kernelDensity(rows, { bandwidth: 'silverman' });

  it('have its mean and covariance: those of the rows, and the kernels’ variance', () => {
    const of = momentsOf(rows);
    const expected = of.covariance.map((value, at) =>
      at % 4 === 0 ? value + density.bandwidths[at / 4]! ** 2 : value,
    );
    const found = momentsOf(sampleKernelDensity(density, { count: 40_000, seed: 4 }));
    const deviations = [0, 4, 8].map((at) => Math.sqrt(expected[at]!));
    // In units of the deviations, four standard errors of a mean are 0.02, of a covariance 0.03.
    for (const [j, value] of found.mean.entries()) {
      expect(Math.abs(value - of.mean[j]!) / deviations[j]!).toBeLessThan(0.02);
    }
    for (const [at, value] of found.covariance.entries()) {
      const unit = deviations[Math.floor(at / 3)]! * deviations[at % 3]!;
      expect(Math.abs(value - expected[at]!) / unit).toBeLessThan(0.03);
    }
  });

  it('are the same for the same seed and step only, and the first rows whatever the count', () => {
    const draw = (count: number, seed: number, step = 0) =>
      sampleKernelDensity(density, { count, seed, step }).values;
    expect(draw(9, 1)).toEqual(draw(9, 1));
    expect(draw(4, 1)).toEqual(draw(9, 1).slice(0, 12));
    expect(draw(9, 2)).not.toEqual(draw(9, 1));
    expect(draw(9, 1, 1)).not.toEqual(draw(9, 1));
  });
});
