import { useBackend } from '@autoencoders/backend';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientsOf } from '../testing/gradients-of.js';
import {
  jacobian,
  jacobianDifference,
  kinks,
  outerDifferences,
  project,
  type ReferenceEncoder,
  squaredNorm,
} from '../testing/reference.js';
import {
  activationNames,
  batch,
  directionOf,
  directions,
  encoderOf,
  exampleOf,
  inputs,
  noisy,
  referenceEncoder,
  sums,
  units,
  weightTensors,
  weightValues,
  x,
} from '../testing/reference-layer.js';
import * as forms from './index.js';

type Weights = readonly tf.Tensor[];

/** A form of a penalty, and the same of one example by finite differences. */
interface Form {
  readonly perExample: (activation: string, weights: Weights) => tf.Tensor1D;
  readonly mean: (activation: string, weights: Weights) => tf.Scalar;
  readonly reference: (encode: ReferenceEncoder, n: number) => number;
  readonly elementwise?: true;
}

const clean = () => tf.tensor2d(x, [batch, inputs]);
const moved = () => tf.tensor2d(noisy, [batch, inputs]);
const along = () => tf.tensor3d(directions, [2, batch, units]);
const change = (encode: ReferenceEncoder, n: number) =>
  jacobianDifference(encode, exampleOf(x, n), exampleOf(noisy, n));
const projected = (rows: readonly Float64Array[], n: number) =>
  (squaredNorm([project(directionOf(0, n), rows)]) + squaredNorm([project(directionOf(1, n), rows)])) / 2;

const cases: Record<string, Form> = {
  'squared norm, exact': {
    perExample: (name, w) => forms.jacobianSquaredNormPerExample(encoderOf(name, w), clean(), [units]),
    mean: (name, w) => forms.jacobianSquaredNorm(encoderOf(name, w), clean(), [units]),
    reference: (encode, n) => squaredNorm(jacobian(encode, exampleOf(x, n))),
  },
  'squared norm, projected': {
    perExample: (name, w) =>
      forms.projectedJacobianSquaredNormPerExample(encoderOf(name, w), clean(), along()),
    mean: (name, w) => forms.projectedJacobianSquaredNorm(encoderOf(name, w), clean(), along()),
    reference: (encode, n) => projected(jacobian(encode, exampleOf(x, n)), n),
  },
  'squared norm, closed': {
    perExample: (name, [w, b]) => forms.denseJacobianSquaredNormPerExample(clean(), w!, b!, name),
    mean: (name, [w, b]) => forms.denseJacobianSquaredNorm(clean(), w!, b!, name),
    reference: (encode, n) => squaredNorm(jacobian(encode, exampleOf(x, n))),
    elementwise: true,
  },
  'change, exact': {
    perExample: (name, w) => forms.jacobianChangePerExample(encoderOf(name, w), clean(), moved(), [units]),
    mean: (name, w) => forms.jacobianChange(encoderOf(name, w), clean(), moved(), [units]),
    reference: (encode, n) => squaredNorm(change(encode, n)),
  },
  'change, projected': {
    perExample: (name, w) =>
      forms.projectedJacobianChangePerExample(encoderOf(name, w), clean(), moved(), along()),
    mean: (name, w) => forms.projectedJacobianChange(encoderOf(name, w), clean(), moved(), along()),
    reference: (encode, n) => projected(change(encode, n), n),
  },
  'change, closed': {
    perExample: (name, [w, b]) => forms.denseJacobianChangePerExample(clean(), moved(), w!, b!, name),
    mean: (name, [w, b]) => forms.denseJacobianChange(clean(), moved(), w!, b!, name),
    reference: (encode, n) => squaredNorm(change(encode, n)),
    elementwise: true,
  },
};

// A difference across a kink measures neither side.
it('the layer stays away from kinks, on every side of them, and noise moves some units across', () => {
  const [at, there] = sums as [number[], number[]];
  for (const kink of kinks) {
    expect(Math.min(...sums.flat().map((a) => Math.abs(a - kink)))).toBeGreaterThan(0.1);
    expect(Math.min(...at)).toBeLessThan(kink);
    expect(Math.max(...at)).toBeGreaterThan(kink);
  }
  const crossed = kinks.filter((kink) => at.some((a, i) => a < kink !== there[i]! < kink));
  expect(crossed).toEqual(kinks);
});

describe.each(Object.entries(cases))('%s', (_form, { perExample, mean, reference, elementwise }) => {
  const names = activationNames.filter((name) => !elementwise || name !== 'softmax');

  describe.each(names)('of a dense layer with %s', (name) => {
    const each = (values: ArrayLike<number>) =>
      Array.from({ length: batch }, (_, n) => reference(referenceEncoder(name, values), n));
    const total = (values: ArrayLike<number>) => each(values).reduce((sum, value) => sum + value, 0) / batch;
    const weights = weightValues(name);
    const slopes = outerDifferences(total, weights);

    describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
      beforeAll(() => useBackend(engine));

      it('is that of finite differences, of each example', async () => {
        await expectNoLeak(() => {
          const found = tf.tidy(() => perExample(name, weightTensors(name)).dataSync());
          expectAllClose(found, each(weights), { relative: 1e-5, absolute: 1e-7 });
        });
      });

      it('has the gradient of finite differences in kernel and bias', async () => {
        await expectNoLeak(() =>
          tf.tidy(() => {
            const { value, gradients } = gradientsOf((w) => mean(name, w), weightTensors(name));
            expectAllClose([value], [total(weights)], { relative: 1e-5, absolute: 1e-7 });
            expectAllClose(gradients, slopes, { relative: 1e-4, absolute: 1e-5 });
          }),
        );
      });
    });
  });
});

describe.each(['cpu', 'wasm'] as const)('forms on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each(activationNames.filter((name) => name !== 'softmax'))('agree where they are exact, %s', (name) => {
    tf.tidy(() => {
      for (const kind of ['squared norm', 'change']) {
        const [exact, closed] = ['exact', 'closed'].map((form) =>
          cases[`${kind}, ${form}`]!.perExample(name, weightTensors(name)).dataSync(),
        );
        expectAllClose(closed!, exact!, { relative: 1e-5, absolute: 1e-8 });
      }
    });
  });
});
