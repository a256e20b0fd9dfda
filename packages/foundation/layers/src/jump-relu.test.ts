import { useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { JumpRelu, type JumpReluOptions, jumpRelu, jumpReluL0 } from './index.js';

const step = (x: number) => Number(x > 0);
const kernel = (u: number) => Number(Math.abs(u) < 0.5);

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  const thresholds = [0.05, 0.3, 0.6, 0.1, 0.45];
  const shapes = [
    [1, 5],
    [7, 5],
    [2, 3, 5],
    [0, 5],
  ];
  const theta = (i: number) => Math.fround(thresholds[i % 5]!);

  it.each(shapes.map((shape) => [shape]))(
    'jumps at the thresholds and counts what is above them: %j',
    (shape) => {
      const size = tf.util.sizeFromShape(shape);
      const x = testValues(size);
      // One on its threshold: it is not above.
      if (size > 0) x[1] = theta(1);
      const y = [...x].map((value, i) => value * step(value - theta(i)) + 0);
      const perExample = size / (shape[0] || 1);
      const counts = Array.from({ length: shape[0]! }, (_, row) =>
        [...x]
          .slice(row * perExample, (row + 1) * perExample)
          .reduce((sum, value, i) => sum + step(value - theta(i)), 0),
      );
      tf.tidy(() => {
        const [input, limits] = [tf.tensor(x, shape), tf.tensor1d(thresholds)];
        const jumped = jumpRelu(input, limits, 0.1);
        expect(jumped.shape).toEqual(shape);
        expect([...jumped.dataSync()].map((value) => value + 0)).toEqual(y);
        const count = jumpReluL0(input, limits, 0.1);
        expect(count.shape).toEqual([shape[0]]);
        expect([...count.dataSync()]).toEqual(counts);
      });
    },
  );

  it.each([0.1, 0.7])('has the pseudo-derivatives of the paper, bandwidth %d', (bandwidth) => {
    const [x, dy, dCount] = [testValues(30, -0.5, 1), testValues(30, -1, 1, 3), testValues(6, -1, 1, 4)];
    const byX = [...x].map((value, i) => dy[i]! * step(value - theta(i)));
    const [byTheta, countByTheta] = [0, 1].map(() => new Array<number>(5).fill(0)) as [number[], number[]];
    x.forEach((value, i) => {
      const near = kernel((value - theta(i)) / bandwidth);
      byTheta[i % 5]! += dy[i]! * (-theta(i) / bandwidth) * near;
      countByTheta[i % 5]! += dCount[Math.floor(i / 5)]! * (-1 / bandwidth) * near;
    });
    // Neither all units nor none have a value near their threshold.
    expect(byTheta.filter((slope) => slope !== 0).length).toBeGreaterThan(1);
    tf.tidy(() => {
      const [input, limits] = [tf.tensor2d(x, [6, 5]), tf.tensor1d(thresholds)];
      const [gotX, gotTheta] = tf.grads((u: tf.Tensor, t: tf.Tensor) => jumpRelu(u, t, bandwidth))(
        [input, limits],
        tf.tensor2d(dy, [6, 5]),
      );
      expectAllClose(gotX!.dataSync(), byX);
      expectAllClose(gotTheta!.dataSync(), byTheta, { relative: 1e-4, absolute: 1e-5 });
      const [countX, countTheta] = tf.grads((u: tf.Tensor, t: tf.Tensor) => jumpReluL0(u, t, bandwidth))(
        [input, limits],
        tf.tensor1d(dCount),
      );
      expect([...countX!.dataSync()].every((slope) => slope === 0)).toBe(true);
      expectAllClose(countTheta!.dataSync(), countByTheta, { relative: 1e-4, absolute: 1e-4 });
    });
  });

  it('by the input has the first and second derivatives that it has away from the jumps', () => {
    const x = Float64Array.from(testValues(15, -1, 1, 9)).map((value, i) =>
      Math.abs(value - theta(i)) < 0.01 ? value + 0.05 : value,
    );
    const y = (at: Float64Array) => at.map((value, i) => value * step(value - theta(i)));
    const loss = (at: Float64Array) => y(at).reduce((sum, value) => sum + value ** 3, 0);
    const slopes = (at: Float64Array) => y(at).reduce((sum, value) => sum + (3 * value ** 2) ** 2, 0);
    const [first, second] = tf.tidy(() => {
      const limits = tf.tensor1d(thresholds);
      const g = tf.grad((at: tf.Tensor) => tf.sum(tf.pow(jumpRelu(at, limits, 0.1), 3)));
      const input = tf.tensor2d(Float32Array.from(x), [3, 5]);
      return [g(input), tf.grad((at: tf.Tensor) => tf.sum(tf.square(g(at))))(input)].map((t) => [
        ...t.dataSync(),
      ]);
    });
    expectAllClose(first!, finiteDifferences(loss, x), { relative: 1e-3, absolute: 1e-4 });
    expectAllClose(second!, finiteDifferences(slopes, x), { relative: 1e-3, absolute: 1e-4 });
    expect(second!.some((slope) => slope !== 0)).toBe(true);
  });

  // What the pseudo-derivative is for: the slope of the expectation over x.
  it('estimates the slope of the expected count', () => {
    const [count, theta0, bandwidth] = [20000, 0.4, 0.1];
    // x uniform on [0, 1): the expected count is 1 - θ, so its slope is -1.
    const slope = tf.tidy(() => {
      const x = tf.tensor2d(testValues(count, 0, 1, 11), [count, 1]);
      const mean = (t: tf.Tensor) => tf.mean(jumpReluL0(x, t, bandwidth)) as tf.Scalar;
      return tf
        .grad(mean)(tf.tensor1d([theta0]))
        .dataSync()[0]!;
    });
    expect(slope).toBeCloseTo(-1, 1);
  });

  it('keeps a NaN', () => {
    const y = tf.tidy(() => [
      ...jumpRelu(tf.tensor2d([[Number.NaN, 2]]), tf.tensor1d([0.1, 0.1]), 0.1).dataSync(),
    ]);
    expect(y).toEqual([Number.NaN, 2]);
  });

  it('leaves nothing behind, and refuses what does not fit', async () => {
    await expectNoLeak(() => {
      const [x, limits] = [tf.ones([2, 3]), tf.fill([3], 0.1)];
      tf.dispose([jumpRelu(x, limits, 0.1), jumpReluL0(x, limits, 0.1)]);
      tf.dispose(tf.grads((u: tf.Tensor, t: tf.Tensor) => jumpRelu(u, t, 0.1))([x, limits]));
      for (const bandwidth of [0, -1, Number.NaN]) {
        expect(() => jumpRelu(x, limits, bandwidth)).toThrow(OptionError);
        expect(() => jumpReluL0(x, limits, bandwidth)).toThrow(/bandwidth is/);
      }
      tf.tidy(() => {
        expect(() => jumpRelu(x, tf.ones([2]), 0.1)).toThrow('threshold has shape [2], expected [3]');
        expect(() => jumpReluL0(tf.ones([3]), limits, 0.1)).toThrow(ShapeError);
      });
      tf.dispose([x, limits]);
    });
  });

  it('as a layer, lowers its thresholds for the error and raises them for the count', () => {
    const layer = new JumpRelu({ threshold: 0.5, bandwidth: 0.4, name: 'jump' });
    const input = tf.tensor2d([
      [0.6, 0.45],
      [0.4, 0.9],
    ]);
    const moved = (loss: () => tf.Scalar) =>
      tf.tidy(() => {
        const weight = layer.trainableWeights[0]!.read() as tf.Variable;
        return [...tf.variableGrads(loss, [weight]).grads[weight.name]!.dataSync()];
      });
    const output = layer.apply(input) as tf.Tensor;
    expect([...output.dataSync()].map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0, 0, 0.9]);
    const error = () => tf.sum(tf.squaredDifference(layer.apply(input) as tf.Tensor, input)) as tf.Scalar;
    const count = () => tf.mean(jumpReluL0(input, layer.threshold(), layer.bandwidth)) as tf.Scalar;
    // By log θ: θ times the slope by θ. Unit 0 has both values near, 0.6 kept (no error) and 0.4 dropped (error 0.4).
    expectAllClose(moved(error), [0.5 * 2 * -0.4 * (-0.5 / 0.4), 0.5 * 2 * -0.45 * (-0.5 / 0.4)]);
    expectAllClose(moved(count), [(0.5 * -(2 / 2)) / 0.4, (0.5 * -(1 / 2)) / 0.4]);
    tf.dispose([input, output]);
    layer.dispose();
  });
});

describe('JumpRelu', () => {
  it('has a positive threshold for each unit, and comes back from its configuration', async () => {
    await expectNoLeak(() => {
      const layer = new JumpRelu({ name: 'jump' });
      expect(() => layer.threshold()).toThrow(/'jump' is not built/);
      layer.apply(tf.input({ shape: [3, 4] }));
      const threshold = layer.threshold();
      expectAllClose(threshold.dataSync(), [0.05, 0.05, 0.05, 0.05]);
      expect(layer.trainableWeights.map((weight) => weight.originalName)).toEqual(['jump/logThreshold']);
      const copy = new JumpRelu(layer.getConfig() as JumpReluOptions);
      expect(copy.getConfig()).toEqual(layer.getConfig());
      expect(copy.bandwidth).toBe(0.1);
      threshold.dispose();
      layer.dispose();
    });
  });

  it('refuses impossible options', () => {
    for (const value of [0, -1, Number.NaN, Infinity]) {
      expect(() => new JumpRelu({ threshold: value })).toThrow(OptionError);
      expect(() => new JumpRelu({ bandwidth: value })).toThrow(OptionError);
    }
    expect(() => new JumpRelu().apply(tf.input({ shape: [null] }))).toThrow(/last axis of known length/);
  });
});
