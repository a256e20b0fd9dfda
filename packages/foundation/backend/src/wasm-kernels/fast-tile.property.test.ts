import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';

beforeAll(async () => {
  await useBackend('wasm');
});

/** Each value by its definition: that at the index modulo the shape. */
function reference(values: ArrayLike<number>, shape: readonly number[], reps: readonly number[]): number[] {
  const sides = shape.map((length, axis) => length * reps[axis]!);
  return Array.from({ length: sides.reduce((a, b) => a * b, 1) }, (_, index) => {
    let [at, step, rest] = [0, 1, index];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += ((rest % sides[axis]!) % shape[axis]!) * step;
      step *= shape[axis]!;
      rest = Math.floor(rest / sides[axis]!);
    }
    return values[at]!;
  });
}

describe('repetition on wasm', () => {
  const axis = fc.record({ length: fc.integer({ min: 0, max: 5 }), times: fc.integer({ min: 1, max: 4 }) });

  it.each(['float32', 'int32', 'bool'] as const)('of %s is that of its definition', async (dtype) => {
    await expectNoLeak(() => {
      fc.assert(
        fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), fc.nat(1000), (axes, seed) => {
          const shape = axes.map(({ length }) => length);
          const reps = axes.map(({ times }) => times);
          const size = tf.util.sizeFromShape(shape);
          const given = testValues(size, -9, 9, seed).map((x) =>
            dtype === 'float32' ? x : dtype === 'bool' ? Number(x > 0) : Math.trunc(x) + 0,
          );
          const out = tf.tidy(() => {
            const tiled = tf.tile(tf.tensor(given, shape, dtype), reps);
            return { shape: tiled.shape, values: [...tiled.dataSync()] };
          });
          expect(out.shape).toEqual(shape.map((length, i) => length * reps[i]!));
          expect(out.values).toEqual(reference(given, shape, reps));
        }),
        { seed: 1, numRuns: 100 },
      );
    });
  });

  it('broadcasts along any axis', () => {
    const values = testValues(6);
    const [wide, tall] = tf.tidy(() => [
      [...tf.broadcastTo(tf.tensor(values, [6, 1]), [2, 6, 70]).dataSync()],
      [...tf.broadcastTo(tf.tensor(values, [1, 6]), [70, 6]).dataSync()],
    ]);
    expect(wide).toEqual(reference(values, [1, 6, 1], [2, 1, 70]));
    expect(tall).toEqual(reference(values, [1, 6], [70, 1]));
  });
});
