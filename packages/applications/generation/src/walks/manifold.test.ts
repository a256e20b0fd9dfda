import { useBackend } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, expect, it } from 'vitest';
import { manifold } from '../index.js';
import { identity } from '../testing/identity.js';
import { rowsFrom } from '../testing/rows.js';

beforeAll(() => useBackend('cpu'));

it('lies over the quantiles of N(0, 1), the first dimension changing from row to row', async () => {
  const { values, shape, axes } = await manifold(identity(3), { size: 3 });
  expect(shape).toEqual([9, 3]);
  // Φ⁻¹ of 1/6, 1/2 and 5/6.
  const q = 0.9674215661017014;
  expectAllClose(axes[0]!.values, [-q, 0, q], { relative: 1e-12 });
  const expected = [-q, 0, q].flatMap((first) => [-q, 0, q].map((second) => [first, second, 0]));
  expectAllClose(values, expected.flat(), { relative: 1e-6 });
});

it('has 20 by 20 cells, each as probable', async () => {
  const { shape, axes } = await manifold(identity());
  expect(shape).toEqual([400, 2]);
  expect(axes.map(({ dimension }) => dimension)).toEqual([0, 1]);
  const values = [...axes[0]!.values];
  expectAllClose(
    values.reverse(),
    [...axes[0]!.values].map((value) => -value),
    { relative: 1e-12 },
  );
});

it('or lies evenly, over other dimensions, about a code', async () => {
  const model = identity(3);
  await expectNoLeak(async () => {
    const code = rowsFrom([[5, 6, 7]]);
    const found = await manifold(model, { size: 2, dimensions: [2], method: 'linear', from: 0, to: 1, code });
    expect([...found.values]).toEqual([5, 6, 0, 5, 6, 1]);
  });
});

it('names what does not fit', async () => {
  await expect(manifold(identity(1))).rejects.toThrow('dimension is 1, and codes have 1 values');
  await expect(manifold(identity(), { size: 0 })).rejects.toThrow(OptionError);
  await expect(manifold(identity(), { method: 'normal' as 'linear' })).rejects.toThrow(OptionError);
  await expect(manifold(identity(), { code: rowsFrom([[1]]) })).rejects.toThrow(ShapeError);
});
