import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contractivePenalty, jacobianChange, penaltyTerms } from '../index.js';
import {
  jacobian,
  jacobianDifference,
  outerDifferences,
  project,
  type ReferenceEncoder,
  squaredNorm,
} from '../testing/reference.js';
import {
  batch,
  encoderOf,
  evaluated,
  exampleOf,
  inputs,
  type Layers,
  referenceEncoder,
  weightsOf,
  x,
} from '../testing/reference-encoders.js';
import { notedNormal } from '../testing/reference-inputs.js';

describe('settings of a contractive penalty', () => {
  it('are what is given, and else the usual', () => {
    expect(contractivePenalty()).toEqual({
      name: 'contractive',
      weight: 0.1,
      method: 'auto',
      projections: 1,
      curvatureWeight: 0,
      curvatureNoise: 0.1,
      curvatureSamples: 4,
    });
    const given = {
      weight: 2,
      method: 'projections',
      projections: 3,
      curvatureWeight: 1,
      curvatureNoise: 0.3,
      curvatureSamples: 1,
    } as const;
    expect(contractivePenalty(given)).toEqual({ name: 'contractive', ...given });
  });

  it.each([
    [{ weight: -1 }, 'weight is -1'],
    [{ method: 'power' as never }, "method is 'power': choose one of auto, closedForm, exact, projections"],
    [{ projections: 0 }, 'projections is 0: give an integer of at least 1'],
    [{ curvatureWeight: -0.5 }, 'curvatureWeight is -0.5'],
    [{ curvatureNoise: 0 }, 'curvatureNoise is 0'],
    [{ curvatureSamples: 1.5 }, 'curvatureSamples is 1.5'],
  ])('that are impossible are named (%#)', (options, message) => {
    expect(() => contractivePenalty(options)).toThrow(OptionError);
    expect(() => contractivePenalty(options)).toThrow(message);
  });
});

const oneLayer: Layers = [[5, 'sigmoid']];
const twoLayers: Layers = [
  [3, 'tanh'],
  [2, 'sigmoid'],
];
const average = (of: (n: number) => number, count: number = batch) =>
  Array.from({ length: count }, (_, n) => of(n) / count).reduce((sum, part) => sum + part);
const normOf = (encode: ReferenceEncoder) => average((n) => squaredNorm(jacobian(encode, exampleOf(x, n))));

describe.each(['cpu', 'wasm'] as const)('the contraction term on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it.each([
    ['closedForm', oneLayer],
    ['exact', oneLayer],
    ['exact', twoLayers],
  ] as const)('(%s) is the squared norm of the Jacobian, with its gradient (%#)', (method, layers) => {
    const [term] = penaltyTerms(contractivePenalty({ method }));
    const encoder = encoderOf(layers);
    const { value, gradient } = evaluated(term!, encoder);
    expectAllClose([value], [normOf(referenceEncoder(layers, weightsOf(layers)))], { relative: 1e-5 });
    const slopes = outerDifferences((at) => normOf(referenceEncoder(layers, at)), weightsOf(layers));
    expectAllClose(gradient, slopes, { relative: 1e-4, absolute: 1e-5 });
    encoder.dispose();
  });

  it('(projections) is that onto the signs of what it draws, averaged', () => {
    const [projections, units] = [2, 2];
    const [term] = penaltyTerms(contractivePenalty({ method: 'projections', projections }));
    const encoder = encoderOf(twoLayers);
    const { value, gradient, draws } = evaluated(term!, encoder);
    expect(draws).toEqual([['contraction-directions', [projections, batch, units]]]);
    const drawn = tf.tidy(() => notedNormal()(...draws[0]!).dataSync());
    const along = (k: number, n: number) => [0, 1].map((j) => Math.sign(drawn[(k * batch + n) * units + j]!));
    // Not all alike, which would tell nothing of which example has which.
    expect(new Set(drawn.map(Math.sign)).size).toBe(2);
    const projected = (encode: ReferenceEncoder) =>
      average((n) => {
        const rows = jacobian(encode, exampleOf(x, n));
        return (squaredNorm([project(along(0, n), rows)]) + squaredNorm([project(along(1, n), rows)])) / 2;
      });
    expectAllClose([value], [projected(referenceEncoder(twoLayers, weightsOf(twoLayers)))], {
      relative: 1e-5,
    });
    const slopes = outerDifferences((at) => projected(referenceEncoder(twoLayers, at)), weightsOf(twoLayers));
    expectAllClose(gradient, slopes, { relative: 1e-4, absolute: 1e-5 });
    encoder.dispose();
  });
});

describe.each(['cpu', 'wasm'] as const)('the curvature term on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  const options = { curvatureWeight: 1, curvatureNoise: 0.5, curvatureSamples: 2 };
  const count = options.curvatureSamples * batch;
  const repeated = [...x, ...x];
  const draw: [string, number[]] = ['curvature-noise', [count, inputs]];
  const noisy = () => {
    const noise = tf.tidy(() => notedNormal()(...draw).dataSync());
    return repeated.map((value, i) => value + options.curvatureNoise * noise[i]!);
  };

  it.each([
    ['closedForm', oneLayer],
    ['exact', twoLayers],
  ] as const)(
    '(%s) is the change of the Jacobian under the noise it draws, with its gradient',
    (method, layers) => {
      const [, term] = penaltyTerms(contractivePenalty({ ...options, method }));
      const encoder = encoderOf(layers);
      const { value, gradient, draws } = evaluated(term!, encoder);
      expect(draws).toEqual([draw]);
      const moved = noisy();
      const ofLibrary = tf.tidy(() => {
        const [at, there] = [repeated, moved].map((values) => tf.tensor(values, [count, inputs]));
        const encode = (each: tf.Tensor) => encoder.apply(each) as tf.Tensor;
        return jacobianChange(encode, at!, there!, [layers.at(-1)![0]]).dataSync();
      });
      expectAllClose([value], ofLibrary, { relative: 1e-5 });
      const changeOf = (encode: ReferenceEncoder) =>
        average(
          (n) => squaredNorm(jacobianDifference(encode, exampleOf(repeated, n), exampleOf(moved, n))),
          count,
        );
      expectAllClose([value], [changeOf(referenceEncoder(layers, weightsOf(layers)))], { relative: 1e-5 });
      const slopes = outerDifferences((at) => changeOf(referenceEncoder(layers, at)), weightsOf(layers));
      expectAllClose(gradient, slopes, { relative: 1e-4, absolute: 1e-5 });
      encoder.dispose();
    },
  );

  it('(projections) has the same directions at both points, and those of no other term', () => {
    const [, term] = penaltyTerms(contractivePenalty({ ...options, method: 'projections' }));
    const encoder = encoderOf(twoLayers);
    const { value, draws } = evaluated(term!, encoder);
    expect(draws).toEqual([draw, ['curvature-directions', [1, count, 2]]]);
    const drawn = tf.tidy(() => notedNormal()(...draws[1]!).dataSync());
    const moved = noisy();
    const encode = referenceEncoder(twoLayers, weightsOf(twoLayers));
    const expected = average((n) => {
      const change = jacobianDifference(encode, exampleOf(repeated, n), exampleOf(moved, n));
      const along = [0, 1].map((j) => Math.sign(drawn[n * 2 + j]!));
      return squaredNorm([project(along, change)]);
    }, count);
    expectAllClose([value], [expected], { relative: 1e-5 });
    encoder.dispose();
  });

  it('takes images, and one sample', () => {
    const [, term] = penaltyTerms(contractivePenalty({ ...options, curvatureSamples: 1 }));
    const encoder = encoderOf(oneLayer, [2, 2, 1]);
    const { value, draws } = evaluated(term!, encoder);
    expect(draws).toEqual([['curvature-noise', [batch, 2, 2, 1]]]);
    const noise = tf.tidy(() => notedNormal()(...draws[0]!).dataSync());
    const moved = x.map((each, i) => each + options.curvatureNoise * noise[i]!);
    const encode = referenceEncoder(oneLayer, weightsOf(oneLayer));
    const expected = average((n) =>
      squaredNorm(jacobianDifference(encode, exampleOf(x, n), exampleOf(moved, n))),
    );
    expectAllClose([value], [expected], { relative: 1e-5 });
    encoder.dispose();
  });
});
