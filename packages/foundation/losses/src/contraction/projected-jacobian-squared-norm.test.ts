import { randomSource, useBackend } from '@autoencoders/backend';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { jacobian, squaredNorm } from '../testing/reference.js';
import {
  batch,
  encoderOf,
  exampleOf,
  inputs,
  noisy,
  referenceEncoder,
  units,
  weightTensors,
  weightValues,
  x,
} from '../testing/reference-layer.js';
import {
  jacobianChangePerExample,
  jacobianSquaredNormPerExample,
  projectedJacobianChangePerExample,
  projectedJacobianSquaredNormPerExample,
} from './index.js';

const clean = () => tf.tensor2d(x, [batch, inputs]);
const encoder = () => encoderOf('softmax', weightTensors('softmax'));
const exact = () => jacobianSquaredNormPerExample(encoder(), clean(), [units]).dataSync();

/** `J Jᵀ` of each example. */
const products = Array.from({ length: batch }, (_, n) => {
  const rows = jacobian(referenceEncoder('softmax', weightValues('softmax')), exampleOf(x, n));
  return rows.map((a) => rows.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
});

describe.each(['cpu', 'wasm'] as const)('projections on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('onto scaled unit directions are exact', () => {
    tf.tidy(() => {
      const scaled = tf.reshape(tf.mul(tf.eye(units), Math.sqrt(units)), [units, 1, units]);
      const found = projectedJacobianSquaredNormPerExample(encoder(), clean(), scaled);
      expectAllClose(found.dataSync(), exact(), { relative: 1e-5 });
      const moved = tf.tensor2d(noisy, [batch, inputs]);
      expectAllClose(
        projectedJacobianChangePerExample(encoder(), clean(), moved, scaled).dataSync(),
        jacobianChangePerExample(encoder(), clean(), moved, [units]).dataSync(),
        { relative: 1e-5 },
      );
    });
  });

  // Their covariance is the identity, so what they average to is the expectation.
  it('onto every vector of signs are exact on average', () => {
    tf.tidy(() => {
      const count = 2 ** units;
      const signs = Array.from({ length: count * units }, (_, i) =>
        (Math.floor(i / units) >> (i % units)) & 1 ? 1 : -1,
      );
      const directions = tf.tensor3d(signs, [count, 1, units]);
      const found = projectedJacobianSquaredNormPerExample(encoder(), clean(), directions);
      expectAllClose(found.dataSync(), exact(), { relative: 1e-5 });
      const one = tf.slice(directions, [0, 0, 0], [1, 1, units]);
      const single = projectedJacobianSquaredNormPerExample(encoder(), clean(), one).dataSync();
      expect(Math.abs(single[0]! / exact()[0]! - 1)).toBeGreaterThan(0.01);
    });
  });

  const count = 3000;
  it.each([
    // Hutchinson 1989: the variance of vᵀ A v for symmetric A.
    [
      'signs',
      (g: number[][]) => squaredNorm(g.map((row, j) => row.map((value, k) => (j === k ? 0 : value)))),
    ],
    ['normal', (g: number[][]) => squaredNorm(g)],
  ] as const)('onto random directions (%s) are within standard errors', (kind, halfVariance) => {
    tf.tidy(() => {
      const random = randomSource(7, 1);
      const normal = random.normal('directions', [count, batch, units]);
      const directions = kind === 'signs' ? tf.sign(normal) : normal;
      const found = projectedJacobianSquaredNormPerExample(encoder(), clean(), directions).dataSync();
      const expected = products.map((g) => g.reduce((sum, row, j) => sum + row[j]!, 0));
      expectAllClose(exact(), expected, { relative: 1e-5 });
      for (const [n, value] of found.entries()) {
        const standardError = Math.sqrt((2 * halfVariance(products[n]!)) / count);
        expect(standardError / expected[n]!).toBeLessThan(0.04);
        expect(Math.abs(value - expected[n]!)).toBeLessThan(3.5 * standardError);
      }
    });
  });
});
