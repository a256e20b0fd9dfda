import { randomSource } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MmdOptions, maximumMeanDiscrepancy } from './maximum-mean-discrepancy.js';
import { gradientsOf } from './testing/gradients-of.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const width = 3;
const [m, n] = [4, 5];
const x = testValues(m * width, -2, 2, 1);
const y = testValues(n * width, -1, 2.5, 2);

type Kernel = (squared: number) => number;

const sumOf = (scales: readonly number[], of: (squared: number, scale: number) => number): Kernel => {
  return (squared) => scales.reduce((sum, scale) => sum + of(squared, scale), 0);
};

const cases: Record<string, { options: MmdOptions; kernel: Kernel }> = {
  'inverse multiquadratic, the default': {
    options: {},
    kernel: sumOf([width], (squared, s) => s / (s + squared)),
  },
  'inverse multiquadratic, several scales': {
    options: { scales: [0.5, 4] },
    kernel: sumOf([0.5, 4], (squared, s) => s / (s + squared)),
  },
  RBF: {
    options: { kernel: 'rbf', scales: [0.8, 2] },
    kernel: sumOf([0.8, 2], (squared, s) => Math.exp(-squared / (2 * s))),
  },
};

/** The formula, pair by pair. */
function reference(a: ArrayLike<number>, b: ArrayLike<number>, kernel: Kernel): number {
  const between = (p: ArrayLike<number>, i: number, q: ArrayLike<number>, j: number) => {
    let squared = 0;
    for (let d = 0; d < width; d++) squared += (p[i * width + d]! - q[j * width + d]!) ** 2;
    return kernel(squared);
  };
  let value = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) if (i !== j) value += between(a, i, a, j) / (m * (m - 1));
    for (let j = 0; j < n; j++) value -= (2 * between(a, i, b, j)) / (m * n);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) if (i !== j) value += between(b, i, b, j) / (n * (n - 1));
  }
  return value;
}

describe.each(Object.entries(cases))('%s', (_name, { options, kernel }) => {
  it('is the formula, pair by pair in double precision', async () => {
    await expectNoLeak(() => {
      const inputs = [tf.tensor2d(x, [m, width]), tf.tensor2d(y, [n, width])] as const;
      const found = maximumMeanDiscrepancy(...inputs, options);
      expectAllClose(found.dataSync(), [reference(x, y, kernel)], { relative: 1e-4, absolute: 1e-6 });
      tf.dispose([...inputs, found]);
    });
  });

  it('has its gradient, in both samples', () => {
    const inputs = [tf.tensor2d(x, [m, width]), tf.tensor2d(y, [n, width])];
    const { gradients } = gradientsOf(([a, b]) => maximumMeanDiscrepancy(a!, b!, options), inputs);
    const doubles = [Float64Array.from(x), Float64Array.from(y)] as const;
    const expected = [
      ...finiteDifferences((point) => reference(point, doubles[1], kernel), doubles[0], 1e-5),
      ...finiteDifferences((point) => reference(doubles[0], point, kernel), doubles[1], 1e-5),
    ];
    expectAllClose(gradients, expected, { relative: 1e-3, absolute: 1e-5 });
    tf.dispose(inputs);
  });
});

it('is near 0 for two samples of one distribution, and well above for others', () => {
  tf.tidy(() => {
    const random = randomSource(4);
    const [a, b] = [random.normal('a', [400, 2]), random.normal('b', [400, 2])];
    const same = maximumMeanDiscrepancy(a, b).dataSync()[0]!;
    const moved = maximumMeanDiscrepancy(a, tf.add(b, 1)).dataSync()[0]!;
    expect(Math.abs(same)).toBeLessThan(0.01);
    expect(moved).toBeGreaterThan(0.1);
  });
});

it('names what does not fit', () => {
  tf.tidy(() => {
    const two = tf.zeros([4, 2]);
    expect(() => maximumMeanDiscrepancy(two, tf.zeros([4, 3]))).toThrow(ShapeError);
    expect(() => maximumMeanDiscrepancy(two, tf.zeros([1, 2]))).toThrow('x has 4 rows and y 1');
    expect(() => maximumMeanDiscrepancy(two, two, { scales: [1, 0] })).toThrow('scales[1] is 0');
    expect(() => maximumMeanDiscrepancy(two, two, { kernel: 'linear' as never })).toThrow(OptionError);
  });
});
