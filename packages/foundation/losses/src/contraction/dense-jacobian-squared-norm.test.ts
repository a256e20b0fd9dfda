import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientsOf } from '../testing/gradients-of.js';
import { jacobian, jacobianDifference, outerDifferences, squaredNorm } from '../testing/reference.js';
import {
  activationNames,
  batch,
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
  denseJacobianChange,
  denseJacobianChangePerExample,
  denseJacobianSquaredNorm,
  denseJacobianSquaredNormPerExample,
  isElementwise,
} from './index.js';

const clean = () => tf.tensor2d(x, [batch, inputs]);
const moved = () => tf.tensor2d(noisy, [batch, inputs]);

beforeAll(async () => {
  // As tfjs starts it, without corrected derivatives.
  await tf.setBackend('cpu');
});

describe.each(['sigmoid', 'tanh'])('closed forms with %s, on an engine as tfjs starts it', (name) => {
  const average = (of: (n: number) => number) => [0, 1, 2].reduce((sum, n) => sum + of(n) / batch, 0);
  const weights = weightValues(name);

  it('have the gradient of finite differences', () => {
    const norm = gradientsOf(
      ([w, b]) => denseJacobianSquaredNorm(clean(), w!, b!, name),
      weightTensors(name),
    );
    const expected = outerDifferences(
      (at) => average((n) => squaredNorm(jacobian(referenceEncoder(name, at), exampleOf(x, n)))),
      weights,
    );
    expectAllClose(norm.gradients, expected, { relative: 1e-4, absolute: 1e-5 });
  });

  it('have the gradient of finite differences, of the change', () => {
    const change = gradientsOf(
      ([w, b]) => denseJacobianChange(clean(), moved(), w!, b!, name),
      weightTensors(name),
    );
    const expected = outerDifferences(
      (at) =>
        average((n) =>
          squaredNorm(jacobianDifference(referenceEncoder(name, at), exampleOf(x, n), exampleOf(noisy, n))),
        ),
      weights,
    );
    expectAllClose(change.gradients, expected, { relative: 1e-4, absolute: 1e-5 });
  });
});

it('a layer without bias has one of zeros', async () => {
  await expectNoLeak(() =>
    tf.tidy(() => {
      const [w] = weightTensors('softplus');
      const without = denseJacobianSquaredNormPerExample(clean(), w, null, 'softplus').dataSync();
      const zeros = denseJacobianSquaredNormPerExample(clean(), w, tf.zeros([units]), 'softplus').dataSync();
      expect([...without]).toEqual([...zeros]);
    }),
  );
});

it('an activation has a closed form unless it is softmax', () => {
  expect(activationNames.filter((name) => !isElementwise(name))).toEqual(['softmax']);
  expect(isElementwise('step')).toBe(false);
  tf.tidy(() => {
    const [w, b] = weightTensors('tanh');
    const of = (name: string) => () => denseJacobianSquaredNorm(clean(), w, b, name);
    expect(of('softmax')).toThrow(OptionError);
    expect(of('softmax')).toThrow(/depend on every input.*jacobianSquaredNorm/);
    expect(of('step')).toThrow(OptionError);
    expect(of('step')).toThrow("activation is 'step': choose one of linear, relu");
  });
});

it('shapes that do not fit are named', () => {
  tf.tidy(() => {
    const [w, b] = weightTensors('tanh');
    const odd = tf.zeros([batch, inputs + 1]);
    for (const wrong of [
      () => denseJacobianSquaredNormPerExample(odd, w, b, 'tanh'),
      () => denseJacobianSquaredNormPerExample(tf.zeros([batch, inputs, 1]), w, b, 'tanh'),
      () => denseJacobianSquaredNormPerExample(clean(), b, b, 'tanh'),
      () => denseJacobianSquaredNormPerExample(clean(), w, tf.zeros([units + 1]), 'tanh'),
      () => denseJacobianChangePerExample(clean(), odd, w, b, 'tanh'),
      () => denseJacobianChangePerExample(odd, odd, w, b, 'tanh'),
    ]) {
      expect(wrong).toThrow(ShapeError);
    }
    expect(() => denseJacobianSquaredNorm(odd, w, b, 'tanh')).toThrow(
      'x has shape [3, 5], expected [batch, 4]',
    );
  });
});
