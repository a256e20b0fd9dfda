import { useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { traverse, traverseCodes } from '../index.js';
import { identity } from '../testing/identity.js';
import { rowsFrom } from '../testing/rows.js';

beforeAll(() => useBackend('cpu'));

const x = rowsFrom([[7, 8, 9]]);

describe('a traversal', () => {
  it('sets one dimension to its values and keeps the others', async () => {
    const found = await traverse(identity(3), x, { dimension: 1, from: -1, to: 1, steps: 3 });
    expect(found.shape).toEqual([3, 3]);
    expect([...found.values]).toEqual([7, -1, 9, 7, 0, 9, 7, 1, 9]);
    expect(found.axes).toEqual([{ dimension: 1, values: Float64Array.of(-1, 0, 1) }]);
  });

  it('goes from -3 to 3 where nothing is said', async () => {
    const { axes } = await traverse(identity(3), x, { dimension: 0 });
    expect([...axes[0]!.values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((i) => -3 + (6 * i) / 7));
  });

  it('goes as far as the codes of data do', async () => {
    // Mean 1, standard deviation 2 of dimension 2.
    const data = arrayDataset({
      x: [
        [0, 0, -1],
        [0, 0, 3],
      ],
    }); // prettier-ignore
    const { axes } = await traverse(identity(3), x, { dimension: 2, steps: 3, data });
    expectAllClose(axes[0]!.values, [-5, 1, 7], { relative: 1e-12 });
    const { axes: half } = await traverse(identity(3), x, { dimension: 2, steps: 2, data, from: 0 });
    expectAllClose(half[0]!.values, [0, 7], { relative: 1e-12 });
  });

  it('of several dimensions is a grid, the last changing first, code after code', async () => {
    const codes = rowsFrom([
      [7, 8, 9],
      [4, 5, 6],
    ]); // prettier-ignore
    const found = await traverseCodes(identity(3), codes, { dimension: [2, 0], from: 0, to: 1, steps: 2 });
    expect(found.shape).toEqual([8, 3]);
    expect([...found.values]).toEqual(
      [
        [0, 8, 0],
        [1, 8, 0],
        [0, 8, 1],
        [1, 8, 1],
        [0, 5, 0],
        [1, 5, 0],
        [0, 5, 1],
        [1, 5, 1],
      ].flat(), // prettier-ignore
    );
  });

  it('takes codes of any shape, and leaves no tensor behind', async () => {
    const model = identity(4, [2, 2, 1]);
    await expectNoLeak(async () => {
      const code = { values: Float32Array.of(1, 2, 3, 4), shape: [2, 2, 1] };
      const { values } = await traverseCodes(model, code, { dimension: 3, steps: 1 });
      expect([...values]).toEqual([1, 2, 3, 0]);
    });
  });

  it('names what does not fit', async () => {
    const model = identity(3);
    for (const dimension of [3, -1, 0.5, [], [1, 1]]) {
      await expect(traverse(model, x, { dimension })).rejects.toThrow(OptionError);
    }
    await expect(traverse(model, x, { dimension: 0, steps: 0 })).rejects.toThrow(OptionError);
    await expect(traverse(model, x, { dimension: 0, from: Number.NaN })).rejects.toThrow(OptionError);
    await expect(traverse(model, rowsFrom([[1, 2]]), { dimension: 0 })).rejects.toThrow(ShapeError);
    await expect(traverseCodes(model, rowsFrom([[1, 2]]), { dimension: 0 })).rejects.toThrow(ShapeError);
  });
});
