import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { GatedActivation, MaskedConvolution, maskedDirections, maskTypes } from './index.js';

const cases = maskedDirections.flatMap((direction) => maskTypes.map((mask) => [direction, mask] as const));

/** What the mask lets through, at an offset from the middle. */
function seen(direction: string, mask: string, row: number, column: number): boolean {
  if (direction === 'vertical') return mask === 'A' ? row < 0 : row <= 0;
  return row === 0 && (mask === 'A' ? column < 0 : column <= 0);
}

describe.each(['cpu', 'wasm'] as const)('MaskedConvolution on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it.each(cases)('%s with mask %s is the whole convolution with zeros in its kernel', (direction, mask) => {
    const [height, width, channels, filters, size] = [4, 5, 2, 3, 5];
    const layer = new MaskedConvolution({ filters, kernelSize: size, direction, mask, name: 'masked' });
    const x = tf.tensor4d(testValues(2 * height * width * channels), [2, height, width, channels]);
    layer.apply(x);
    const [kernel] = layer.getWeights() as [tf.Tensor4D];
    const values = testValues(kernel.size, -1, 1, 3);
    const bias = [0.1, -0.2, 0.3];
    layer.setWeights([tf.tensor(values, kernel.shape), tf.tensor1d(bias)]);
    // The kept weights into a kernel with all places.
    const whole = new Float32Array(size * size * channels * filters);
    let next = 0;
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        if (!seen(direction, mask, row - 2, column - 2)) continue;
        const part = values.subarray(next, next + channels * filters);
        whole.set(part, (row * size + column) * channels * filters);
        next += part.length;
      }
    }
    expect(next).toBe(kernel.size);
    const wholeKernel = tf.tensor4d(whole, [size, size, channels, filters]);
    const expected = (input: tf.Tensor4D) => tf.add(tf.conv2d(input, wholeKernel, 1, 'same'), bias);
    const found = layer.apply(x) as tf.Tensor;
    expect(found.shape).toEqual([2, height, width, filters]);
    expectAllClose(found.dataSync(), expected(x).dataSync(), { absolute: 1e-5 });
    const weights = tf.tensor4d(
      testValues(found.size, -1, 1, 9),
      found.shape as [number, number, number, number],
    );
    const slope = (f: (input: tf.Tensor4D) => tf.Tensor) =>
      tf
        .grad((input: tf.Tensor) => tf.sum(tf.mul(f(input as tf.Tensor4D), weights)))(x)
        .dataSync();
    expectAllClose(
      slope((input) => layer.apply(input) as tf.Tensor),
      slope(expected),
      { absolute: 1e-5 },
    );
  });

  it('has a filter gradient that is the slope, and leaves no tensor', async () => {
    await expectNoLeak(() => {
      const layer = new MaskedConvolution({ filters: 2, direction: 'vertical', mask: 'B', name: 'masked' });
      tf.tidy(() => {
        const x = tf.tensor4d(testValues(3 * 4 * 4), [1, 3, 4, 4]);
        layer.apply(x);
        const kernel = layer.trainableWeights[0]!.read() as tf.Variable;
        const start = testValues(kernel.size, -1, 1, 5);
        kernel.assign(tf.tensor(start, kernel.shape));
        const loss = () => tf.sum(tf.square(layer.apply(x) as tf.Tensor)) as tf.Scalar;
        const { grads, value } = tf.variableGrads(loss, [kernel]);
        const gradient = grads[kernel.name]!.dataSync();
        // The loss is quadratic in one weight: three points give its slope exactly.
        for (const index of [0, 7, kernel.size - 1]) {
          const at = (step: number) => {
            kernel.assign(
              tf.tensor(
                start.map((w, i) => (i === index ? w + step : w)),
                kernel.shape,
              ),
            );
            return loss().dataSync()[0]!;
          };
          expectAllClose([gradient[index]!], [(at(0.5) - at(-0.5)) / 1], { relative: 1e-3, absolute: 1e-3 });
        }
        expect(Number.isFinite(value.dataSync()[0]!)).toBe(true);
      });
      layer.dispose();
    });
  });
});

it('gates one half of the channels by the other', async () => {
  await useBackend('cpu');
  const layer = new GatedActivation({ name: 'gate' });
  const found = layer.apply(tf.tensor2d([[0.3, -1.2, 0.5, 2]])) as tf.Tensor;
  const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));
  expectAllClose(found.dataSync(), [Math.tanh(0.3) * sigmoid(0.5), Math.tanh(-1.2) * sigmoid(2)]);
  expect(() => layer.apply(tf.input({ shape: [3] }))).toThrow(OptionError);
});

it.each([
  [{ kernelSize: 4 }, 'kernelSize is 4'],
  [{ kernelSize: 1 }, 'kernelSize is 1'],
  [{ filters: 0 }, 'filters is 0'],
  [{ direction: 'diagonal' }, "direction is 'diagonal'"],
  [{ mask: 'C' }, "mask is 'C'"],
])('refuses %j', (wrong, message) => {
  const options = { filters: 2, direction: 'vertical', mask: 'A', ...wrong } as never;
  expect(() => new MaskedConvolution(options)).toThrow(OptionError);
  expect(() => new MaskedConvolution(options)).toThrow(message);
  const fine = new MaskedConvolution({ filters: 2, direction: 'vertical', mask: 'A' });
  expect(() => fine.apply(tf.input({ shape: [3] }))).toThrow(OptionError);
});
