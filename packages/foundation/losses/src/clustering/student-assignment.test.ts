import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { klBetweenCategoricals, logStudentAssignment, squaredDistances, studentAssignment } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [batch, clusters, width] = [4, 3, 2];
const codes = testValues(batch * width, -2, 2, 1);
const centroids = testValues(clusters * width, -2, 2, 2);
const target = [0.7, 0.2, 0.1, 0, 0.5, 0.5, 0.1, 0.1, 0.8, 1, 0, 0];

/** `q` of all codes by the formula, in double precision. */
function assignmentOf(z: ArrayLike<number>, m: ArrayLike<number>, alpha: number): number[] {
  return Array.from({ length: batch }, (_, i) => {
    const kernels = Array.from({ length: clusters }, (_, j) => {
      const distance = Math.hypot(
        ...Array.from({ length: width }, (_, l) => z[i * width + l]! - m[j * width + l]!),
      );
      return (1 + distance ** 2 / alpha) ** (-(alpha + 1) / 2);
    });
    const total = kernels.reduce((a, b) => a + b);
    return kernels.map((kernel) => kernel / total);
  }).flat();
}

const z = () => tf.tensor2d(codes, [batch, width]);
const m = () => tf.tensor2d(centroids, [clusters, width]);

it.each([1, 2.5])('is the formula in double precision, with alpha %d', async (alpha) => {
  const expected = assignmentOf(codes, centroids, alpha);
  await expectNoLeak(() => {
    const inputs = [z(), m()] as const;
    const q = studentAssignment(...inputs, alpha);
    const logQ = logStudentAssignment(...inputs, alpha);
    expectAllClose(q.dataSync(), expected, { relative: 1e-5 });
    expectAllClose(logQ.dataSync(), expected.map(Math.log), { relative: 1e-5 });
    tf.dispose([...inputs, q, logQ]);
  });
});

it('gives the divergence from a target the gradient of finite differences, in codes and centroids', () => {
  const alpha = 2.5;
  const divergence = (zs: ArrayLike<number>, ms: ArrayLike<number>) =>
    assignmentOf(zs, ms, alpha).reduce(
      (sum, q, i) => sum + (target[i]! === 0 ? 0 : target[i]! * Math.log(target[i]! / q)),
      0,
    ) / batch;
  tf.tidy(() => {
    const p = tf.tensor2d(target, [batch, clusters]);
    const loss = (zs: tf.Tensor, ms: tf.Tensor) =>
      klBetweenCategoricals(p, logStudentAssignment(zs, ms, alpha));
    expectAllClose(loss(z(), m()).dataSync(), [divergence(codes, centroids)], { relative: 1e-5 });
    const [dz, dm] = tf.grads(loss)([z(), m()]);
    const tolerance = { relative: 1e-3, absolute: 1e-5 };
    expectAllClose(
      dz!.dataSync(),
      finiteDifferences((at) => divergence(at, centroids), codes),
      tolerance,
    );
    expectAllClose(
      dm!.dataSync(),
      finiteDifferences((at) => divergence(codes, at), centroids),
      tolerance,
    );
  });
});

it('stays finite and right far from 0 and far from every centroid', () => {
  tf.tidy(() => {
    const far = logStudentAssignment(tf.tensor2d([[1e15]]), tf.tensor2d([[0], [1]]));
    expectAllClose(far.dataSync(), [Math.log(0.5), Math.log(0.5)]);
    // (1 + 10²⁰)⁻¹ beside (1 + 0)⁻¹: a probability that float32 holds, whose square it would not.
    const sure = logStudentAssignment(tf.tensor2d([[0]]), tf.tensor2d([[0], [1e10]]));
    expectAllClose(sure.dataSync(), [0, -20 * Math.log(10)], { relative: 1e-5 });
    const near = squaredDistances(tf.tensor2d([[1e4, 1e4]]), tf.tensor2d([[1e4, 1e4 + 0.5]]));
    expect([...near.dataSync()]).toEqual([0.25]);
  });
});

it('names widths that differ', () => {
  tf.tidy(() => {
    expect(() => studentAssignment(tf.zeros([2, 3]), tf.zeros([4, 2]))).toThrow(ShapeError);
    expect(() => studentAssignment(tf.zeros([2, 3]), tf.zeros([4, 2]))).toThrow('[2, 3]');
  });
});
