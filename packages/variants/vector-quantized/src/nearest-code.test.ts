import { randomSource, useBackend } from '@autoencoders/backend';
import { kMeans } from '@autoencoders/classical';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeCounts, codePerplexity } from './code-perplexity.js';
import { kMeansStart } from './k-means-start.js';
import { lookUp } from './look-up.js';
import { nearestCode } from './nearest-code.js';
import { straightThrough } from './straight-through.js';

const [count, codes, width] = [50, 7, 5];
const rows = testValues(count * width);
const book = testValues(codes * width, -1, 1, 4);

const squared = (row: number, code: number) =>
  Array.from({ length: width }, (_, k) => (rows[row * width + k]! - book[code * width + k]!) ** 2).reduce(
    (a, b) => a + b,
  );
const nearest = Array.from({ length: count }, (_, row) => {
  const distances = Array.from({ length: codes }, (_, code) => squared(row, code));
  return distances.indexOf(Math.min(...distances));
});

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('the nearest code is that of the least distance, of equal ones the first', async () => {
    await expectNoLeak(() => {
      const [z, e] = [tf.tensor2d(rows, [count, width]), tf.tensor2d(book, [codes, width])];
      const found = nearestCode(z, e);
      expect(found.dtype).toBe('int32');
      expect([...found.dataSync()]).toEqual(nearest);
      const both = tf.concat([e, e]);
      const twice = nearestCode(z, both);
      expect([...twice.dataSync()]).toEqual(nearest);
      tf.dispose([z, e, both, found, twice]);
    });
  });

  it('looking up is differentiable by the codebook, as finite differences say', () => {
    const weights = testValues(count * width, -1, 1, 8);
    const loss = (values: Float64Array) =>
      nearest.reduce((sum, code, row) => {
        for (let k = 0; k < width; k++) sum += weights[row * width + k]! * values[code * width + k]! ** 2;
        return sum;
      }, 0);
    const found = tf.tidy(() => {
      const indices = tf.tensor1d(nearest, 'int32');
      const of = (e: tf.Tensor) =>
        tf.sum(tf.mul(tf.square(lookUp(e, indices)), tf.tensor2d(weights, [count, width])));
      return [
        ...tf
          .grad(of)(tf.tensor2d(book, [codes, width]))
          .dataSync(),
      ];
    });
    expectAllClose(found, finiteDifferences(loss, book), { relative: 1e-3, absolute: 1e-4 });
  });

  it('what is straight through has the values of one and the gradient of the other', () => {
    tf.tidy(() => {
      const [x, quantized] = [tf.tensor1d([0.4, 1.6]), tf.tensor1d([0, 2])];
      expect([...straightThrough(x, quantized).dataSync()]).toEqual([0, 2]);
      const slope = tf.grad((at) => tf.sum(tf.mul(tf.square(straightThrough(at, quantized)), [3, 5])))(x);
      expectAllClose(slope.dataSync(), [0, 20]);
    });
  });

  it('perplexity is 1 of one code, their number of codes used equally, and else exp of the entropy', () => {
    const of = (indices: number[]) =>
      tf.tidy(() => codePerplexity(codeCounts(tf.tensor1d(indices, 'int32'), 4)).dataSync()[0]!);
    expectAllClose([of([2, 2, 2]), of([0, 1, 2, 3, 3, 2, 1, 0])], [1, 4]);
    const entropy = -(0.5 * Math.log(0.5) + 2 * 0.25 * Math.log(0.25));
    expectAllClose([of([1, 1, 0, 3])], [Math.exp(entropy)]);
  });

  it('the start by k-means ends near what k-means of many starts finds', () => {
    const [groups, each] = [5, 40];
    const noise = testValues(groups * each * 2, -0.1, 0.1, 2);
    const values = Float32Array.from(
      noise,
      (value, i) => value + Math.floor(i / 2 / each) * (i % 2 ? 1 : -1),
    );
    const best = kMeans({ values, shape: [groups * each, 2] }, { clusters: 12, seed: 1 });
    const inertia = tf.tidy(() => {
      const z = tf.tensor2d(values, [groups * each, 2]);
      const e = kMeansStart(z, 12, randomSource(3));
      return tf.sum(tf.square(tf.sub(z, tf.gather(e, nearestCode(z, e))))).dataSync()[0]!;
    });
    expect(inertia).toBeLessThan(1.6 * best.inertia);
  });
});
