import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from './index.js';
import { gatherRows, type RowTable, rowsTensor } from './rows-tensor.js';

const bytes = Uint8Array.from({ length: 40 * 37 }, (_, i) => (i * 89 + (i >> 3)) & 255);
const floats = testValues(40 * 37, -3, 3);
floats.set([0, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-40], 5);

const tables: Record<string, RowTable['values']> = {
  bytes,
  'clamped bytes': new Uint8ClampedArray(bytes),
  'bytes from the middle of a buffer': new Uint8Array(bytes.buffer, 3, 37 * 30),
  floats,
  'floats from the middle of a buffer': floats.subarray(5, 5 + 37 * 30),
  doubles: Float64Array.from(floats),
  integers: Int32Array.from(bytes, (value) => value - 100),
  'half words': Uint16Array.from(bytes, (value) => 257 * value),
  'an array of JavaScript': [...floats],
};

/** None, one, some twice, and enough for every rest of 16 bytes. */
const chosen = [[], [0], [29], [3, 3, 0, 17, 3], Array.from({ length: 67 }, (_, i) => (i * 7) % 30)];

/** As integers, among which 0 and -0 differ and NaN is equal to itself. */
const bits = (values: Float32Array) => [...new Uint32Array(values.slice().buffer)];

describe.each(['wasm', 'cpu'] as const)('rowsTensor on %s', (engine) => {
  beforeEach(async () => {
    await useBackend(engine);
  });

  it.each(Object.keys(tables))('of %s is what gatherRows copies, to the bit', async (name) => {
    const values = tables[name]!;
    await expectNoLeak(() => {
      for (const scale of [1, 1 / 255, 0.1, -2]) {
        for (const [width, shape] of [
          [37, [37]],
          [1, []],
          [12, [2, 3, 2]],
          [16, [4, 4, 1]],
          [0, [0]],
        ] as const) {
          for (const rows of [...chosen, Uint32Array.of(1, 2), Int32Array.of(5)]) {
            const table = { values, width, scale };
            const tensor = rowsTensor(table, rows, shape);
            expect(tensor.dtype).toBe('float32');
            expect(tensor.shape).toEqual([rows.length, ...shape]);
            const expected = gatherRows(table, rows, new Float32Array(rows.length * width));
            expect(bits(tensor.dataSync<'float32'>())).toEqual(bits(expected));
            tensor.dispose();
          }
        }
      }
    });
  });

  it('takes more than the engine has had memory for so far', async () => {
    await expectNoLeak(() => {
      const width = 1 << 20;
      const values = new Uint8Array(width * 3).fill(51, width, 2 * width).fill(255, 2 * width);
      const rows = [1, 2, 0, 1, 2, 1, 2, 1];
      const unit = Math.fround(1 / 255);
      const tensor = rowsTensor({ values, width, scale: 1 / 255 }, rows, [width]);
      const ends = tf.tidy(() => tf.slice(tensor, [0, width - 1], [-1, 1]).dataSync());
      expect([...ends]).toEqual(rows.map((row) => Math.fround([0, 51, 255][row]! * unit)));
      tensor.dispose();
    });
  });
});

describe('gatherRows', () => {
  it('gives each value times the scale, of bytes in single precision', () => {
    const out = gatherRows(
      { values: Uint8Array.of(1, 2, 3, 255), width: 2, scale: 1 / 255 },
      [1, 0],
      new Float32Array(4),
    );
    const unit = Math.fround(1 / 255);
    expect([...out]).toEqual([3, 255, 1, 2].map((value) => Math.fround(value * unit)));
  });

  it('writes whole numbers into whole numbers', () => {
    const out = gatherRows({ values: [1, 2, 3], width: 1, scale: 1 }, [2, 0], new Int32Array(2));
    expect([...out]).toEqual([3, 1]);
  });
});

const shapes: readonly (readonly number[])[] = [[6], [6, 1], [6, 3], [6, 2, 5], [6, 0], [1, 4]];

describe('tf.gather on wasm', () => {
  const gathered = () =>
    shapes.flatMap((shape) =>
      (['float32', 'int32', 'bool'] as const).flatMap((dtype) =>
        [[], [0], [0, 0, 0, 0, 0]].concat(shape[0] === 6 ? [[5, 1, 5, 3]] : []).map((rows) =>
          tf.tidy(() => {
            const size = shape.reduce((product, length) => product * length, 1);
            const values = testValues(size, -9, 9);
            const x = tf.tensor(
              dtype === 'bool' ? values.map((v) => Number(v > 0)) : values,
              [...shape],
              dtype,
            );
            const y = tf.gather(x, tf.tensor1d(rows, 'int32'));
            return { dtype: y.dtype, shape: y.shape, values: [...y.dataSync()] };
          }),
        ),
      ),
    );

  it('is that of cpu for every type and shape', async () => {
    await useBackend('cpu');
    const expected = gathered();
    await useBackend('wasm');
    await expectNoLeak(() => expect(gathered()).toEqual(expected));
  });

  it('takes rows by a table of indices, other axes and a negative one', async () => {
    const results: unknown[] = [];
    for (const engine of ['cpu', 'wasm'] as const) {
      await useBackend(engine);
      await expectNoLeak(() => {
        results.push(
          tf.tidy(() => {
            const x = tf.tensor3d(testValues(24), [2, 3, 4]);
            const table = tf.tensor2d(
              [
                [1, 0, 1],
                [0, 0, 1],
              ],
              [2, 3],
              'int32',
            );
            const results = [
              tf.gather(x, table),
              tf.gather(x, table, -3),
              tf.gather(x, table, 1),
              tf.gather(x, table, -1),
              // tfjs's own kernel takes wrong rows here.
              tf.gather(x, table, 1, 1),
              tf.gather(x, table, 2, 1),
              tf.gather(x, table, -1, -1),
              tf.gather(x, tf.scalar(1, 'int32')),
            ];
            return results.map((y) => ({ shape: y.shape, values: [...y.dataSync()] }));
          }),
        );
      });
    }
    expect(results[1]).toEqual(results[0]);
  });

  it.each([[[0, 6]], [[-1]], [[0, 2 ** 31 - 1]]])('refuses the rows %j of six', async (rows) => {
    await useBackend('wasm');
    await expectNoLeak(() => {
      expect(() => tf.tidy(() => tf.gather(tf.zeros([6, 2]), tf.tensor1d(rows, 'int32')))).toThrow(
        `the index value ${rows.at(-1)} is not in [0, 5]`,
      );
    });
  });
});
