import { OptionError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { convMapDecoder, convMapEncoder } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it.each([
  [[28, 28, 1], [7, 7, 5], false],
  [[9, 6, 3], [3, 2, 5], true],
  [[13, 2], [4, 5], true],
])('from %j to a map %j and back', async (shape, code, residual) => {
  await expectNoLeak(() => {
    const shared = { filters: [3, 4], codeDim: 5, residual, batchNormalization: true };
    const encoder = convMapEncoder({ ...shared, inputShape: shape });
    const decoder = convMapDecoder({ ...shared, outputShape: shape, parameters: 2 });
    tf.tidy(() => {
      const x = tf.tensor(testValues(2 * tf.util.sizeFromShape(shape)), [2, ...shape]);
      const z = encoder.apply(x) as tf.Tensor;
      expect(z.shape).toEqual([2, ...code]);
      const output = decoder.apply(z) as tf.Tensor;
      expect(output.shape).toEqual([2, ...shape.slice(0, -1), shape.at(-1)! * 2]);
    });
    encoder.dispose();
    decoder.dispose();
  });
});

it('refuses what is no image, and a code of no width', () => {
  expect(() => convMapEncoder({ inputShape: [28], codeDim: 4 })).toThrow(OptionError);
  expect(() => convMapDecoder({ outputShape: [28, 28, 1], codeDim: 0 })).toThrow('codeDim is 0');
});
