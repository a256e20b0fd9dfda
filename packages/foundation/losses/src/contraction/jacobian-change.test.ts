import { randomSource, useBackend } from '@autoencoders/backend';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseLayer } from '../testing/reference.js';
import {
  batch,
  biasOf,
  encoderOf,
  exampleOf,
  inputs,
  kernel,
  units,
  weightTensors,
  x,
} from '../testing/reference-layer.js';
import {
  denseJacobianChangePerExample,
  jacobianChange,
  jacobianChangePerExample,
  projectedJacobianChange,
} from './index.js';

const clean = () => tf.tensor2d(x, [batch, inputs]);

describe.each(['cpu', 'wasm'] as const)('the change of the Jacobian on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('is nothing without noise', () => {
    tf.tidy(() => {
      const encode = encoderOf('tanh', weightTensors('tanh'));
      const found = jacobianChangePerExample(encode, clean(), clean(), [units]);
      expect([...found.dataSync()]).toEqual([0, 0, 0]);
    });
  });

  // With h = tanh(a): ∂²h_j / ∂x_i ∂x_k = f''(a_j) W_ij W_kj.
  it('is on average the squared norm of the Hessian, times the variance of small noise', () => {
    const [copies, deviation] = [20_000, 0.01] as const;
    const columns = Array.from({ length: units }, (_, j) =>
      Array.from({ length: inputs }, (_, i) => kernel[i * units + j]! ** 2).reduce((a, b) => a + b),
    );
    const hessian = denseLayer(exampleOf(x, 0), kernel, biasOf('tanh')).reduce((sum, a, j) => {
      const second = -2 * Math.tanh(a) * (1 - Math.tanh(a) ** 2);
      return sum + (second * columns[j]!) ** 2;
    }, 0);
    tf.tidy(() => {
      const [w, b] = weightTensors('tanh');
      const point = tf.tile(tf.tensor2d(exampleOf(x, 0), [1, inputs]), [copies, 1]);
      const noise = tf.mul(randomSource(3, 1).normal('noise', [copies, inputs]), deviation);
      const found = denseJacobianChangePerExample(point, tf.add(point, noise), w, b, 'tanh');
      expectAllClose([tf.mean(found).dataSync()[0]! / deviation ** 2], [hessian], { relative: 0.04 });
    });
  });
});

it('names shapes that do not fit', () => {
  tf.tidy(() => {
    const encode = encoderOf('tanh', weightTensors('tanh'));
    const odd = tf.zeros([batch + 1, inputs]);
    expect(() => jacobianChange(encode, clean(), odd, [units])).toThrow(ShapeError);
    expect(() => jacobianChange(encode, clean(), odd, [units])).toThrow('noisy [4, 4]');
    expect(() => projectedJacobianChange(encode, clean(), odd, tf.ones([1, 1, units]))).toThrow(ShapeError);
    expect(() => projectedJacobianChange(encode, clean(), clean(), tf.ones([1, 2, units]))).toThrow(
      ShapeError,
    );
    expect(() => jacobianChange(encode, clean(), clean(), [units + 1])).toThrow(ShapeError);
  });
});
