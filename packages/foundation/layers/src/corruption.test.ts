import { randomSource, useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Corruption,
  type CorruptionSettings,
  corrupt,
  corruptionNames,
  corruptionSettings,
  dropoutCorruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
} from './index.js';

const random = randomSource(3);
const values = (corruption: Corruption, make = () => tf.fill([100, 50], 0.5)) =>
  tf.tidy(() => [...corrupt(make(), corruption, random).dataSync()]);
const fraction = (of: number[], value: number) => of.filter((each) => each === value).length / of.length;

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('Gaussian adds noise of the given spread', () => {
    const noise = values(gaussianCorruption({ standardDeviation: 0.2 })).map((value) => value - 0.5);
    expect(noise.reduce((a, b) => a + b) / 5000).toBeCloseTo(0, 2);
    expect(Math.sqrt(noise.reduce((a, b) => a + b * b, 0) / 5000)).toBeCloseTo(0.2, 2);
  });

  it('masking sets the given fraction to 0 and leaves the rest', () => {
    const masked = values(maskingCorruption({ rate: 0.25 }));
    expect(new Set(masked)).toEqual(new Set([0, 0.5]));
    expect(fraction(masked, 0)).toBeCloseTo(0.25, 1);
    expect(new Set(values(maskingCorruption({ rate: 0 })))).toEqual(new Set([0.5]));
    expect(new Set(values(maskingCorruption({ rate: 1 })))).toEqual(new Set([0]));
  });

  it('salt and pepper set half of the fraction to each end', () => {
    const salted = values(saltAndPepperCorruption({ rate: 0.4, low: -1, high: 2 }));
    expect(fraction(salted, -1)).toBeCloseTo(0.2, 1);
    expect(fraction(salted, 2)).toBeCloseTo(0.2, 1);
    expect(new Set(salted)).toEqual(new Set([-1, 0.5, 2]));
  });

  it('dropout sets the given fraction to 0 and scales the rest', () => {
    const dropped = values(dropoutCorruption({ rate: 0.75 }));
    expect(new Set(dropped)).toEqual(new Set([0, 2]));
    expect(fraction(dropped, 0)).toBeCloseTo(0.75, 1);
  });

  it('each is its formula on the draws that it asks for', () => {
    const x = testValues(15);
    const [normal, uniform] = tf.tidy(() => [
      random.normal('corruption', [3, 5]).dataSync(),
      random.uniform('corruption', [3, 5]).dataSync(),
    ]);
    const expected: Record<CorruptionSettings['name'], (value: number, index: number) => number> = {
      gaussian: (value, i) => value + 0.3 * normal[i]!,
      masking: (value, i) => (uniform[i]! < 0.3 ? 0 : value),
      dropout: (value, i) => (uniform[i]! < 0.3 ? 0 : value / 0.7),
      saltAndPepper: (value, i) => (uniform[i]! < 0.15 ? 0 : uniform[i]! < 0.3 ? 1 : value),
    };
    for (const name of corruptionNames) {
      const got = values(corruptionSettings(name, 0.3), () => tf.tensor2d(x, [3, 5]));
      expectAllClose(got, [...x].map(expected[name]));
    }
  });

  it('takes a function of the caller, and leaves the input alone', async () => {
    await expectNoLeak(() => {
      const x = tf.ones([3, 4]);
      const doubled = corrupt(x, (input, source) => tf.add(input, source.uniform('own', [3, 4])), random);
      const same = corrupt(x, (input) => input, random);
      same.dispose();
      expect([...x.dataSync()]).toEqual(Array(12).fill(1));
      expect(Math.min(...doubled.dataSync())).toBeGreaterThanOrEqual(1);
      tf.dispose([x, doubled]);
    });
  });

  it.each(corruptionNames)(
    '%s repeats for the same step, draws anew in the next, leaves nothing',
    async (name) => {
      const settings = corruptionSettings(name);
      expect(values(settings)).toEqual(values(settings));
      const next = tf.tidy(() => [
        ...corrupt(tf.fill([100, 50], 0.5), settings, randomSource(3, 1)).dataSync(),
      ]);
      expect(next).not.toEqual(values(settings));
      await expectNoLeak(() => {
        const x = tf.ones([3, 4]);
        tf.dispose([x, corrupt(x, settings, random)]);
        const empty = tf.ones([0, 4]);
        const corrupted = corrupt(empty, settings, random);
        expect(corrupted.shape).toEqual([0, 4]);
        tf.dispose([empty, corrupted]);
      });
    },
  );
});

describe('settings', () => {
  it('are plain values, which JSON brings back', () => {
    const made = [
      gaussianCorruption({ standardDeviation: 0.5 }),
      maskingCorruption({ rate: 0.5 }),
      saltAndPepperCorruption({ rate: 0.1 }),
      dropoutCorruption({ rate: 0.2 }),
    ];
    expect(made).toEqual([
      { name: 'gaussian', standardDeviation: 0.5 },
      { name: 'masking', rate: 0.5 },
      { name: 'saltAndPepper', rate: 0.1, low: 0, high: 1 },
      { name: 'dropout', rate: 0.2 },
    ]);
    for (const settings of made) {
      const back = JSON.parse(JSON.stringify(settings)) as CorruptionSettings;
      expect(values(back)).toEqual(values(settings));
    }
  });

  it('have usual levels by name', () => {
    expect(corruptionNames.map((name) => corruptionSettings(name))).toEqual([
      { name: 'gaussian', standardDeviation: 0.3 },
      { name: 'masking', rate: 0.25 },
      { name: 'saltAndPepper', rate: 0.25, low: 0, high: 1 },
      { name: 'dropout', rate: 0.25 },
    ]);
    expect(corruptionSettings('gaussian', 0)).toEqual({ name: 'gaussian', standardDeviation: 0 });
  });

  it.each([
    [() => maskingCorruption({ rate: 1.5 }), /rate is 1.5/],
    [() => gaussianCorruption({ standardDeviation: -1 }), /standardDeviation is -1/],
    [() => saltAndPepperCorruption({ rate: 0.5, low: 1, high: 1 }), /low is 1, high is 1/],
    [() => dropoutCorruption({ rate: 1 }), /rate is 1:/],
    [() => corruptionSettings('speckle' as 'masking'), /'speckle': choose one of gaussian, masking/],
    [() => corruptionSettings('dropout', 1), /rate is 1:/],
    [() => values({ name: 'masking', rate: 2 }), /rate is 2/],
    [
      () => values({ name: 'speckle', rate: 0.2 } as unknown as CorruptionSettings),
      /'speckle': choose one of/,
    ],
  ])('refuse what is impossible (%#)', (make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  it('refuse a function that changes the shape', () => {
    const changing = () => values((x) => tf.slice(x, [0, 0], [99, 50]));
    expect(changing).toThrow(ShapeError);
    expect(changing).toThrow('what the corruption returned has shape [99, 50], expected [100, 50]');
  });
});
