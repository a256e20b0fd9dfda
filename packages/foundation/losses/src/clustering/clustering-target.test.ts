import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { clusteringTarget, klBetweenCategoricals, klBetweenCategoricalsPerExample } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

it('is the value by hand, whether frequencies are sums or means', async () => {
  // f = (1.2, 0.8): 0.36/1.2 = 0.3 and 0.16/0.8 = 0.2, the second row likewise 0.3 and 0.2.
  await expectNoLeak(() => {
    const q = tf.tensor2d([
      [0.6, 0.4],
      [0.6, 0.4],
    ]); // prettier-ignore
    for (const share of [1, 0.5]) {
      const f = tf.tensor1d([1.2 * share, 0.8 * share]);
      const p = clusteringTarget(q, f);
      expectAllClose(p.dataSync(), [0.6, 0.4, 0.6, 0.4], { relative: 1e-6 });
      tf.dispose([f, p]);
    }
    q.dispose();
  });
});

it('sharpens what is sure, and holds large clusters back', () => {
  tf.tidy(() => {
    const q = tf.tensor2d([[0.8, 0.2]]);
    expectAllClose(clusteringTarget(q, tf.tensor1d([0.5, 0.5])).dataSync(), [0.64 / 0.68, 0.04 / 0.68]);
    expect(clusteringTarget(q, tf.tensor1d([0.9, 0.1])).dataSync()[0]).toBeLessThan(0.64 / 0.68);
  });
});

it('is finite with an empty cluster, and where an example has nothing in any other', () => {
  tf.tidy(() => {
    const f = tf.tensor1d([1, 0]);
    const p = clusteringTarget(
      tf.tensor2d([
        [1, 0],
        [0, 1],
      ]),
      f,
    ); // prettier-ignore
    expect([...p.dataSync()]).toEqual([1, 0, 0, 1]);
    expect(() => clusteringTarget(tf.zeros([2, 3]), f)).toThrow(ShapeError);
  });
});

it('the divergence is summed over categories and averaged over the batch, a 0 adds nothing', async () => {
  const p = [
    [0.5, 0.5, 0],
    [0.2, 0.3, 0.5],
  ]; // prettier-ignore
  const q = [
    [0.25, 0.5, 0.25],
    [0.2, 0.3, 0.5],
  ]; // prettier-ignore
  await expectNoLeak(() => {
    const inputs = [tf.tensor2d(p), tf.tensor2d(q.map((row) => row.map(Math.log)))] as const;
    const each = klBetweenCategoricalsPerExample(...inputs);
    const mean = klBetweenCategoricals(...inputs);
    expectAllClose(each.dataSync(), [0.5 * Math.log(2), 0], { absolute: 1e-6 });
    expectAllClose(mean.dataSync(), [0.25 * Math.log(2)]);
    tf.dispose([...inputs, each, mean]);
  });
  expect(() => tf.tidy(() => klBetweenCategoricals(tf.zeros([2, 3]), tf.zeros([2, 2])))).toThrow(ShapeError);
});

it('the divergence has the gradient of finite differences in both arguments', () => {
  const p = [0.5, 0.3, 0.2];
  const logQ = [-0.7, -1.2, -1.6];
  const divergence = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    [0, 1, 2].reduce((sum, j) => sum + a[j]! * (Math.log(a[j]!) - b[j]!), 0);
  tf.tidy(() => {
    const [dp, dq] = tf.grads(klBetweenCategoricals)([tf.tensor2d([p]), tf.tensor2d([logQ])]);
    expectAllClose(
      dp!.dataSync(),
      finiteDifferences((at) => divergence(at, logQ), p),
      { relative: 1e-4 },
    );
    expectAllClose(
      dq!.dataSync(),
      finiteDifferences((at) => divergence(p, at), logQ),
      { relative: 1e-4 },
    );
  });
});
