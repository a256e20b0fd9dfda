import {
  dropoutCorruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
} from '@autoencoders/layers';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { corruptionOf, corruptionOption } from './index.js';
import { composedAutoencoder } from './testing/composed.js';

describe('the slot for a corruption', () => {
  it.each([
    ['gaussian', gaussianCorruption({ standardDeviation: 0.3 })],
    ['masking', maskingCorruption({ rate: 0.25 })],
    ['saltAndPepper', saltAndPepperCorruption({ rate: 0.25 })],
    ['dropout', dropoutCorruption({ rate: 0.25 })],
  ] as const)("takes '%s', which stands for its usual strength, and settings of another", (name, usual) => {
    expect(corruptionOf(corruptionOption.parse(name))).toEqual(usual);
    const [strength] = Object.keys(usual).filter((key) => key === 'rate' || key === 'standardDeviation');
    const other = { ...usual, [strength!]: 0.125 };
    expect(corruptionOf(corruptionOption.parse(JSON.parse(JSON.stringify(other))))).toEqual(other);
  });

  it('takes a function, and nothing', () => {
    const own = (x: tf.Tensor) => tf.neg(x);
    expect(corruptionOf(corruptionOption.parse(own))).toBe(own);
    expect(corruptionOf(undefined)).toBeUndefined();
  });

  it('has values for low and high where settings leave them out', () => {
    const parsed = corruptionOption.parse({ name: 'saltAndPepper', rate: 0.1 });
    expect(parsed).toEqual({ name: 'saltAndPepper', rate: 0.1, low: 0, high: 1 });
  });

  it.each([
    [
      'gausian',
      'corruption is "gausian": give one of gaussian, masking, saltAndPepper, dropout, settings such as {"name":"masking","rate":0.25}, or a function',
    ],
    [0.25, 'corruption is 0.25: give one of gaussian'],
    [{ name: 'masking' }, 'corruption is {"name":"masking"}: rate: Invalid input: expected number'],
    [{ name: 'masking', rate: 1.5 }, 'corruption.rate is 1.5: Too big'],
    [{ name: 'dropout', rate: 1 }, 'corruption.rate is 1: Too big'],
    [{ name: 'gaussian', standardDeviation: -1 }, 'corruption.standardDeviation is -1: Too small'],
    [{ name: 'masking', rate: 0.5, level: 1 }, 'Unrecognized key: "level"'],
    [{ name: 'mask', rate: 0.5 }, "name: Invalid discriminator value. Expected 'gaussian' | 'masking'"],
    [{ name: 'saltAndPepper', rate: 0.1, low: 1, high: 1 }, 'give low below high'],
  ])('refuses others and says what it takes (%#)', (corruption, message) => {
    expect(() => composedAutoencoder({ inputShape: [3], corruption: corruption as never })).toThrow(message);
  });
});
