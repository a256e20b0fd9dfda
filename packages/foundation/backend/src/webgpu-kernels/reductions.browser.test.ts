import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { planColumns } from './column-reduction.js';
import { countDeviceCalls } from './count-device-calls.js';
import { registerWebgpuKernels } from './register.js';

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

const shapes: [number[], number[]][] = [
  [[5, 3], [0]],
  [[1, 1], [0]],
  [[130, 37], [0]],
  [[1100, 17], [0]],
  [[5000, 1], [0]],
  [[17_000, 2], [0]],
  [
    [4, 6, 5, 3],
    [0, 1, 2],
  ],
  [
    [4, 6, 5, 3],
    [2, 0, 1],
  ],
  [[4, 6, 5], [0]],
  [[4, 6, 5], [1]],
  [[4, 6, 5], [2]],
  [
    [4, 6],
    [0, 1],
  ],
  [[0, 3], [0]],
  [
    [0, 3],
    [0, 1],
  ],
  [[3, 0], [0]],
];

describe.each([
  ['sum', tf.sum],
  ['mean', tf.mean],
] as const)('%s', (name, reduce) => {
  it.each(shapes)('of shape %j over %j', async (shape, axes) => {
    await expectNoLeak(async () => {
      const values = testValues(tf.util.sizeFromShape(shape), -1, 3);
      const kept = shape.map((length, i) => (axes.includes(i) ? 1 : length));
      const strides = tf.util.computeStrides(kept).concat(1);
      const expected = new Float64Array(tf.util.sizeFromShape(kept));
      for (const [i, value] of values.entries()) {
        const at = tf.util.indexToLoc(i, shape.length, tf.util.computeStrides(shape));
        expected[at.reduce((sum, k, d) => sum + (kept[d] === 1 ? 0 : k * strides[d]!), 0)]! += value;
      }
      if (name === 'mean')
        expected.forEach((sum, i) => {
          expected[i] = (sum * expected.length) / values.length;
        });
      for (const keepDims of [false, true]) {
        const result = tf.tidy(() => reduce(tf.tensor(values, shape), axes, keepDims));
        expect(result.shape).toEqual(keepDims ? kept : shape.filter((_, i) => !axes.includes(i)));
        if (values.length > 0) {
          expectAllClose(await result.data(), expected, { relative: 2e-6, absolute: 2e-5 });
        } else {
          expect([...(await result.data())]).toEqual([...expected]);
        }
        result.dispose();
      }
    });
  });
});

it('counts what is true and whole as the engine does', async () => {
  const [whole, truth] = tf.tidy(() => [
    tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0),
    tf.sum(tf.tensor2d([1, 0, 1, 1], [2, 2], 'bool'), 0),
  ]);
  expect([whole!.dtype, truth!.dtype]).toEqual(['int32', 'int32']);
  expect([...(await whole!.data()), ...(await truth!.data())]).toEqual([4, 6, 2, 1]);
  tf.dispose([whole!, truth!]);
});

it('keeps NaN and infinity to their own column', async () => {
  const sums = tf.tidy(() =>
    tf.sum(tf.tensor2d([Number.NaN, 1, Number.POSITIVE_INFINITY, 1, 1, 1], [2, 3]), 0),
  );
  expect([...(await sums.data())]).toEqual([Number.NaN, 2, Number.POSITIVE_INFINITY]);
  sums.dispose();
});

it('takes one dispatch, two for long columns', () => {
  for (const [rows, dispatches] of [
    [500, 1],
    [1100, 2],
  ] as const) {
    const x = tf.ones([rows, 17]);
    expect(countDeviceCalls(() => tf.dispose(tf.sum(x, 0))).dispatches).toBe(dispatches);
    x.dispose();
  }
});

it('leaves no row out and no part empty', () => {
  for (const rows of [1, 1023, 1025, 16_385, 99_999]) {
    for (const columns of [1, 3, 16, 784]) {
      const { chunk, parts, groups, tile } = planColumns(rows, columns)!;
      expect(chunk * parts).toBeGreaterThanOrEqual(rows);
      expect(chunk * (parts - 1)).toBeLessThan(rows);
      expect(groups).toEqual([Math.ceil(columns / tile), parts]);
    }
  }
  expect(planColumns(0, 4)).toBeUndefined();
  expect(planColumns(1, 2 ** 21)).toBeUndefined();
});
