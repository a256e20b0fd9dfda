import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { probabilityCrossEntropy } from './probability-cross-entropy.js';

const [rows, units] = [3, 4];
const [h, p] = [testValues(rows * units, 0.05, 0.95), testValues(rows * units, 0.05, 0.95, 2)];

/** Equation 4 in double precision: summed over units, averaged over rows. */
function definition(target: ArrayLike<number>, found: ArrayLike<number>): number {
  const nats = Array.from(target, (on, i) => on * Math.log(found[i]!) + (1 - on) * Math.log(1 - found[i]!));
  return -nats.reduce((sum, value) => sum + value, 0) / rows;
}

describe.each(['cpu', 'wasm'] as const)('the cross-entropy of activations, on %s,', (engine) => {
  it('is its definition in double precision, and so are its slopes by either', async () => {
    await useBackend(engine);
    await expectNoLeak(() => {
      const [x, y] = [tf.tensor2d(h, [rows, units]), tf.tensor2d(p, [rows, units])];
      const value = probabilityCrossEntropy(x, y);
      expectAllClose(value.dataSync(), [definition(h, p)]);
      const slopes = tf.grads((a, b) => probabilityCrossEntropy(a!, b!))([x, y]);
      expectAllClose(
        slopes[1]!.dataSync(),
        finiteDifferences((point) => definition(h, point), p),
      );
      expectAllClose(
        slopes[0]!.dataSync(),
        finiteDifferences((point) => definition(point, p), h),
      );
      tf.dispose([x, y, value, ...slopes]);
    });
  });

  it('stays finite where a probability has been rounded to 0 or 1', async () => {
    await useBackend(engine);
    const [value, slope] = tf.tidy(() => {
      const [x, y] = [tf.tensor2d([[1, 0, 1, 0]]), tf.tensor2d([[0, 1, 1, 0]])];
      const at = tf.grad((b) => probabilityCrossEntropy(x, b))(y);
      return [probabilityCrossEntropy(x, y).dataSync()[0]!, [...at.dataSync()]];
    });
    // Two units that are as wrong as can be, and two that are right.
    expectAllClose([value], [-2 * Math.log(1e-6)], { relative: 0.02 });
    expect(slope.every(Number.isFinite)).toBe(true);
  });
});
