import { useBackend } from '@autoencoders/backend';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { jacobian, project, squaredNorm } from '../testing/reference.js';
import { jacobianProducts, jacobianSquaredNormPerExample } from './index.js';

const [batch, height, width] = [3, 4, 3] as const;
const size = height * width;
const units = 2 * height;
const images = testValues(batch * size, -1, 1, 3);
const imageOf = (n: number) => images.slice(n * size, (n + 1) * size);

/** Squares of the pixels next to each other in a row, to codes `[height, 2]`. */
const encode = (x: tf.Tensor) =>
  tf.tidy(() => {
    const columns = tf.unstack(x as tf.Tensor4D, 2) as tf.Tensor3D[];
    const [left, middle, right] = columns as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D];
    return tf.concat([tf.square(tf.add(left, middle)), tf.mul(middle, tf.square(right))], 2);
  });

const reference = (at: ArrayLike<number>) =>
  Array.from({ length: height }, (_, row) => {
    const [left, middle, right] = Array.from(at).slice(row * width, (row + 1) * width) as [
      number,
      number,
      number,
    ];
    return [(left + middle) ** 2, middle * right ** 2];
  }).flat();

const x = () => tf.tensor4d(images, [batch, height, width, 1]);

describe.each(['cpu', 'wasm'] as const)('products with the Jacobian on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('are those of finite differences, for every direction of every example', async () => {
    const values = testValues(2 * batch * units, -1, 1, 4);
    await expectNoLeak(() =>
      tf.tidy(() => {
        const found = jacobianProducts(encode, x(), tf.tensor4d(values, [2, batch, height, 2]));
        expect(found.shape).toEqual([2, batch, height, width, 1]);
        const expected = [0, 1].flatMap((k) =>
          [0, 1, 2].flatMap((n) => {
            const direction = values.slice((k * batch + n) * units, (k * batch + n + 1) * units);
            return [...project(direction, jacobian(reference, imageOf(n)))];
          }),
        );
        expectAllClose(found.dataSync(), expected, { relative: 1e-5, absolute: 1e-5 });
      }),
    );
  });

  it('take the same directions in every example', () => {
    tf.tidy(() => {
      const shared = tf.tensor4d(testValues(2 * units, -1, 1, 5), [2, 1, height, 2]);
      const found = jacobianProducts(encode, x(), shared);
      const spelledOut = jacobianProducts(encode, x(), tf.tile(shared, [1, batch, 1, 1]));
      expect(found.shape).toEqual([2, batch, height, width, 1]);
      expect([...found.dataSync()]).toEqual([...spelledOut.dataSync()]);
    });
  });

  it('with all unit directions give the squared norm of a code of any shape', async () => {
    await expectNoLeak(() =>
      tf.tidy(() => {
        const found = jacobianSquaredNormPerExample(encode, x(), [height, 2]);
        const expected = [0, 1, 2].map((n) => squaredNorm(jacobian(reference, imageOf(n))));
        expectAllClose(found.dataSync(), expected, { relative: 1e-5 });
      }),
    );
  });
});

it('name shapes that do not fit', () => {
  tf.tidy(() => {
    const of = (...shape: number[]) => jacobianProducts(encode, x(), tf.ones(shape));
    expect(() => of(2, 2, height, 2)).toThrow(ShapeError);
    expect(() => of(2, 2, height, 2)).toThrow(
      'directions has shape [2, 2, 4, 2] for 3 examples: give [count, 3',
    );
    expect(() => of(2)).toThrow(ShapeError);
    expect(() => of(0, 1, height, 2)).toThrow(ShapeError);
    expect(() => of(2, 1, units)).toThrow(ShapeError);
    expect(() => of(2, 1, units)).toThrow('encode(x) has shape [6, 4, 2], expected [6, 8]');
    expect(() => jacobianSquaredNormPerExample(encode, x(), [height, 3])).toThrow(ShapeError);
  });
});
