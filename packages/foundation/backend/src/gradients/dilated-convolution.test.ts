import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';

const [height, width, inputs, outputs] = [7, 6, 2, 3] as const;
const filterShape = [3, 2, inputs, outputs] as const;

/** `Σ c · conv(x, w)` without padding, in double precision. */
function weightedSum(
  x: ArrayLike<number>,
  w: ArrayLike<number>,
  stride: number,
  [rows, columns]: readonly [number, number],
): number {
  const [outHeight, outWidth] = [
    Math.ceil((height - (filterShape[0] - 1) * rows) / stride),
    Math.ceil((width - (filterShape[1] - 1) * columns) / stride),
  ];
  let sum = 0;
  for (let i = 0; i < outHeight; i++)
    for (let j = 0; j < outWidth; j++)
      for (let o = 0; o < outputs; o++)
        for (let v = 0; v < filterShape[0]; v++)
          for (let u = 0; u < filterShape[1]; u++)
            for (let c = 0; c < inputs; c++) {
              const at = ((i * stride + v * rows) * width + j * stride + u * columns) * inputs + c;
              const weight = Math.cos((i * outWidth + j) * outputs + o);
              sum += weight * x[at]! * w[((v * filterShape[1] + u) * inputs + c) * outputs + o]!;
            }
  return sum;
}

describe.each(['cpu', 'wasm'] as const)('a dilated convolution on %s', (engine) => {
  it.each([
    [1, [2, 2]],
    [1, [1, 3]],
    [1, [3, 2]],
  ] as const)(
    'has the gradients of finite differences, stride %j, dilations %j',
    async (stride, dilations) => {
      await useBackend(engine);
      const x = testValues(height * width * inputs);
      const w = testValues(3 * 2 * inputs * outputs, -1, 1, 2);
      const [dx, dw] = tf.tidy(() => {
        const loss = (a: tf.Tensor, b: tf.Tensor) => {
          const y = tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, 'valid', 'NHWC', [...dilations]);
          return tf.sum(tf.mul(y, tf.reshape(tf.cos(tf.range(0, y.size)), y.shape)));
        };
        const found = tf.grads(loss)([
          tf.tensor4d(x, [1, height, width, inputs]),
          tf.tensor4d(w, [...filterShape]),
        ]);
        return found.map((gradient) => gradient.dataSync());
      });
      expectAllClose(
        dx!,
        finiteDifferences((at) => weightedSum(at, w, stride, dilations), x),
        { absolute: 1e-4 },
      );
      expectAllClose(
        dw!,
        finiteDifferences((at) => weightedSum(x, at, stride, dilations), w),
        { absolute: 1e-4 },
      );
    },
  );

  it('has a second derivative', async () => {
    await useBackend(engine);
    const x = tf.tensor4d(testValues(height * width * inputs), [1, height, width, inputs]);
    const w = tf.tensor4d(testValues(36, -1, 1, 2), [...filterShape]);
    const penalty = (filter: tf.Tensor) =>
      tf.sum(
        tf.square(
          tf.grad((a: tf.Tensor) =>
            tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same', 'NHWC', 2))),
          )(x),
        ),
      );
    const [slope, numeric] = tf.tidy(() => {
      const direction = tf.tensor4d(testValues(36, -1, 1, 3), [...filterShape]);
      const along = tf.sum(tf.mul(tf.grad(penalty)(w), direction)).dataSync()[0]!;
      const at = (t: number) => penalty(tf.add(w, tf.mul(direction, t))).dataSync()[0]!;
      return [along, (at(0.01) - at(-0.01)) / 0.02];
    });
    expect(Math.abs(slope! / numeric! - 1)).toBeLessThan(0.01);
    tf.dispose([x, w]);
  });
});
