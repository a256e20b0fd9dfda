import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MinibatchStandardDeviation } from './index.js';

/** The standard deviation over the batch, averaged, in double precision. */
function deviation(x: ArrayLike<number>, batch: number): number {
  const size = x.length / batch;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const values = Array.from({ length: batch }, (_, b) => x[b * size + i]!);
    const mean = values.reduce((a, b) => a + b) / batch;
    sum += Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / batch + 1e-8);
  }
  return sum / size;
}

describe.each(['cpu', 'wasm'] as const)('MinibatchStandardDeviation on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('by hand', () => {
    const layer = new MinibatchStandardDeviation({ name: 'deviation' });
    tf.tidy(() => {
      // Deviations 2 and 1 of the features: 1.5 beside each example.
      const y = layer.apply(
        tf.tensor2d([
          [1, 5],
          [5, 7],
        ]),
      ) as tf.Tensor;
      expectAllClose(y.dataSync(), [1, 5, 1.5, 5, 7, 1.5]);
    });
  });

  it.each([[[4, 3]], [[3, 4, 2]], [[3, 2, 2, 3]]])(
    'of %j: the value, and slopes through it',
    async (shape) => {
      await expectNoLeak(() => {
        const layer = new MinibatchStandardDeviation({ name: 'deviation' });
        const [batch, channels] = [shape[0]!, shape.at(-1)!];
        const values = testValues(tf.util.sizeFromShape(shape), -1, 1, 3);
        tf.tidy(() => {
          const x = tf.tensor(values, shape);
          const y = layer.apply(x) as tf.Tensor;
          expect(y.shape).toEqual([...shape.slice(0, -1), channels + 1]);
          const [same, added] = tf.split(y, [channels, 1], -1) as [tf.Tensor, tf.Tensor];
          expect([...same.dataSync()]).toEqual([...values]);
          expectAllClose(added.dataSync(), new Array(added.size).fill(deviation(values, batch)));

          // Σ w y, and Σ (∂ Σ w y / ∂x)²: first and second derivatives.
          const weights = testValues(y.size, -1, 1, 4);
          const weighed = (at: tf.Tensor) =>
            tf.sum(tf.mul(layer.apply(at) as tf.Tensor, tf.tensor(weights, y.shape))) as tf.Scalar;
          const sum = (at: ArrayLike<number>) => {
            let total = 0;
            const s = deviation(at, batch);
            for (let i = 0; i < weights.length; i++) {
              const channel = i % (channels + 1);
              const place = Math.floor(i / (channels + 1));
              total += weights[i]! * (channel === channels ? s : at[place * channels + channel]!);
            }
            return total;
          };
          const squares = (at: ArrayLike<number>) =>
            finiteDifferences(sum, at, 1e-4).reduce((total, g) => total + g * g, 0);
          const first = tf.grad(weighed)(x);
          const second = tf.grad((at: tf.Tensor) => tf.sum(tf.square(tf.grad(weighed)(at))) as tf.Scalar)(x);
          expectAllClose(first.dataSync(), finiteDifferences(sum, values), {
            relative: 1e-4,
            absolute: 1e-5,
          });
          expectAllClose(second.dataSync(), finiteDifferences(squares, values, 1e-4), {
            relative: 2e-3,
            absolute: 2e-4,
          });
        });
        layer.dispose();
      });
    },
  );

  it('of examples that are all the same, or one, it is nothing, with finite slopes', () => {
    const layer = new MinibatchStandardDeviation({ name: 'deviation' });
    for (const batch of [1, 3]) {
      tf.tidy(() => {
        const x = tf.fill([batch, 2], 0.7);
        const added = tf.slice(layer.apply(x) as tf.Tensor, [0, 2], [batch, 1]);
        expectAllClose(added.dataSync(), new Array(batch).fill(1e-4), { relative: 1e-3 });
        const slope = tf.grad((at: tf.Tensor) => tf.sum(layer.apply(at) as tf.Tensor) as tf.Scalar)(x);
        expectAllClose(slope.dataSync(), new Array(2 * batch).fill(1));
      });
    }
  });
});

it('refuses what has no features', () => {
  expect(() => new MinibatchStandardDeviation({}).apply(tf.zeros([3]))).toThrow(OptionError);
});
