import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { arrayDataset, semiSupervised } from '@autoencoders/data';
import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { conditionalVariationalAutoencoder } from './index.js';
import { stepOf } from './testing/gradient-estimates.js';

beforeAll(() => useBackend('cpu'));

const small = { inputShape: [4], latentDim: 2, hidden: [6], activation: 'tanh' as const };
const byLabel = () => conditionalVariationalAutoencoder({ ...small, classes: 3 });
const byVector = (conditionSize = 2) => conditionalVariationalAutoencoder({ ...small, conditionSize });
const values = testValues(12, 0.1, 0.9);
const valuesOf = (tensor: () => tf.Tensor) => [...tf.tidy(() => tensor().dataSync())];

describe('the verbs', () => {
  it.each(['dense', 'convolutional'] as const)('heed the condition, %s', (architecture) => {
    const model = conditionalVariationalAutoencoder({
      ...small,
      inputShape: [4, 1],
      architecture,
      filters: [3],
      classes: 3,
    });
    tf.tidy(() => {
      const x = tf.tensor3d(values, [3, 4, 1]);
      const z = tf.tensor2d(testValues(6), [3, 2]);
      const verbs = [
        (condition?: number[]) => model.encode(x, condition),
        (condition?: number[]) => model.posterior(x, condition).logVariance,
        (condition?: number[]) => model.decode(z, condition),
        (condition?: number[]) => model.negativeLogLikelihood(x, z, condition),
        (condition?: number[]) => model.reconstruct(x, condition),
      ];
      for (const verb of verbs) {
        const [one, two, none] = [[1, 1, 1], [1, 2, 1], undefined].map((condition) => [
          ...verb(condition).dataSync(),
        ]) as [number[], number[], number[]];
        const width = one.length / 3;
        expect(two.map((value, at) => value === one[at])).toEqual(
          one.map((_, at) => Math.floor(at / width) !== 1),
        );
        expect(none.every((value, at) => value !== one[at])).toBe(true);
        expect([...verb([-1, -1, -1]).dataSync()]).toEqual(none);
      }
      expectAllClose(
        model.reconstruct(x, [0, 1, 2]).dataSync(),
        model.decode(model.encode(x, [0, 1, 2]), [0, 1, 2]).dataSync(),
      );
    });
    model.dispose();
  });

  it('take labels as a list and as a tensor of any type, and leave nothing behind', async () => {
    const model = byLabel();
    const x = tf.tensor2d(values, [3, 4]);
    const labels = [0, 2, -1];
    const given = [labels, tf.tensor1d(labels), tf.tensor1d(labels, 'int32')];
    const codes = given.map((condition) => valuesOf(() => model.encode(x, condition)));
    expect(codes[1]).toEqual(codes[0]);
    expect(codes[2]).toEqual(codes[0]);
    await expectNoLeak(() => model.encode(x, labels).dispose());
    await expectNoLeak(() => tf.dispose({ ...model.posterior(x, labels) }));
    await expectNoLeak(() => model.decode(model.encode(x, labels), labels).dispose(), 1);
    await expectNoLeak(() => {
      expect(() => model.encode(x, [0, 1, 3])).toThrow(DataError);
    });
    model.dispose();
  });

  it('take vectors; zeros are an unknown one', () => {
    const model = byVector();
    tf.tidy(() => {
      const x = tf.tensor2d(values, [3, 4]);
      const unknown = model.encode(x).dataSync();
      expect(model.encode(x, tf.zeros([3, 2])).dataSync()).toEqual(unknown);
      expect(model.encode(x, tf.ones([3, 2])).dataSync()).not.toEqual(unknown);
      expect(model.encode(x, tf.ones([3, 2], 'int32')).dataSync()).toEqual(
        model.encode(x, tf.ones([3, 2])).dataSync(),
      );
    });
    const single = byVector(1);
    tf.tidy(() => {
      const x = tf.tensor2d(values, [3, 4]);
      expect(single.encode(x, [0.5, 1, 2]).dataSync()).toEqual(
        single.encode(x, tf.tensor2d([0.5, 1, 2], [3, 1])).dataSync(),
      );
    });
    model.dispose();
    single.dispose();
  });

  it('name a condition that does not fit', () => {
    const [labelled, vectors] = [byLabel(), byVector()];
    tf.tidy(() => {
      const x = tf.tensor2d(values, [3, 4]);
      const cases: [() => unknown, typeof ShapeError | typeof DataError, string][] = [
        [() => labelled.encode(x, [1]), ShapeError, 'the condition has shape [1], expected [3]'],
        [() => labelled.encode(x, tf.zeros([3, 3])), ShapeError, '[3, 3], expected [3]: give a label'],
        [() => vectors.encode(x, [1, 2, 3]), ShapeError, '[3], expected [3, 2]: give a vector'],
        [
          () => labelled.encode(x, [0, 3, 1]),
          DataError,
          'label 1 is 3: with 3 classes give integers from 0 to 2',
        ],
        [() => labelled.decode(tf.zeros([1, 2]), [-2]), DataError, 'label 0 is -2'],
        [() => labelled.decode(tf.zeros([1, 2]), [0.5]), DataError, 'label 0 is 0.5'],
      ];
      for (const [verb, type, message] of cases) {
        expect(verb).toThrow(type);
        expect(verb).toThrow(message);
      }
    });
    labelled.dispose();
    vectors.dispose();
  });
});

/** Three kinds of examples: values are high in one place, which the label tells. */
function threeKinds(count: number) {
  const labels = Int32Array.from({ length: count }, (_, row) => row % 3);
  const noise = testValues(count * 4, 0, 0.3, 8);
  const x = Float32Array.from(noise, (value, at) => value + (at % 4 === labels[at >> 2] ? 0.7 : 0));
  return { x, shape: [4], y: labels };
}

describe('training', () => {
  it('learns what each label looks like, and the mixture where there is none', async () => {
    const model = byLabel();
    const data = arrayDataset(threeKinds(240));
    await fit(model, data, { epochs: 30, batchSize: 32, learningRate: 0.02, seed: 1 });
    for (const label of [0, 1, 2]) {
      const mean = valuesOf(() => {
        const z = model.samplePrior(50, randomSource(label));
        return tf.mean(model.decode(z, new Array(50).fill(label)), 0);
      });
      expect(mean.indexOf(Math.max(...mean))).toBe(label);
      expect(mean[label]! - mean[3]!).toBeGreaterThan(0.5);
    }
    const known = await evaluate(model, data);
    const unknown = await evaluate(model, arrayDataset({ x: threeKinds(240).x, shape: [4] }));
    expect(known.kl).toBeLessThan(unknown.kl! / 2);
    expect(known.negativeElbo).toBeLessThan(unknown.negativeElbo! - 0.2);
    model.dispose();
  });

  it('withholds conditions of a share of the examples, others in each step, and none in validation', () => {
    const model = conditionalVariationalAutoencoder({ ...small, classes: 3, conditionDropout: 0.5 });
    const all = conditionalVariationalAutoencoder({ ...small, classes: 3, conditionDropout: 1 });
    tf.tidy(() => {
      const x = tf.tensor2d(values, [3, 4]);
      const y = tf.tensor1d([0, 1, 2], 'int32');
      const lossOf = ({ phases }: typeof model, labels: tf.Tensor, step: object) =>
        phases[0]!.loss({ x, y: labels }, { ...stepOf(1), ...step }).loss.dataSync()[0]!;
      const none = lossOf(model, tf.fill([3], -1), {});
      expect(lossOf(all, y, {})).toBe(none);
      expect(lossOf(model, y, { random: randomSource(1, 1) })).not.toBe(none);
      expect(lossOf(all, y, { training: false })).toBe(lossOf(model, y, { training: false }));
      expect(lossOf(all, y, { training: false })).not.toBe(none);
    });
    model.dispose();
    all.dispose();
  });

  it('goes on where some examples have no label', async () => {
    const model = byLabel();
    const labelled = arrayDataset(threeKinds(12));
    const unlabelled = arrayDataset({ x: testValues(160, 0, 1), shape: [4] });
    const data = semiSupervised(labelled, unlabelled);
    await expectNoLeak(() => fit(model, data, { epochs: 1, batchSize: 8 }));
    model.dispose();
  });

  it.each<[string, object, typeof DataError | typeof ShapeError, RegExp]>([
    [
      'no labels',
      {},
      DataError,
      /the data has no labels: give a dataset with y, -1 where a label is unknown/,
    ],
    ['a label out of range', { y: new Int32Array([0, 1, 2, 3]) }, DataError, /label \d is 3: with 3 classes/],
    [
      'other targets',
      { y: new Float32Array(8), targetShape: [2] },
      ShapeError,
      /the condition has shape \[\d, 2\]/,
    ],
  ])('refuses data with %s, and stays as it was', async (_what, more, type, message) => {
    const model = byLabel();
    const before = model.networks.encoder.getWeights().map((weight) => [...weight.dataSync()]);
    const data = arrayDataset({ x: testValues(16, 0, 1), shape: [4], ...more });
    await expectNoLeak(async () => {
      const training = fit(model, data, { epochs: 1 });
      await expect(training).rejects.toThrow(type);
      await expect(training).rejects.toThrow(message);
    });
    expect(model.networks.encoder.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
    model.dispose();
  });

  it('by vectors needs them, too', async () => {
    const model = byVector();
    const bare = arrayDataset({ x: testValues(16, 0, 1), shape: [4] });
    await expect(fit(model, bare, { epochs: 1 })).rejects.toThrow(
      'the data has no conditions: give a dataset with y, 2 numbers for each example',
    );
    const data = arrayDataset({ x: testValues(16, 0, 1), shape: [4], y: testValues(8), targetShape: [2] });
    await expectNoLeak(() => fit(model, data, { epochs: 1 }));
    model.dispose();
  });
});

it('takes networks of the caller, saves them and brings them back', async () => {
  const { networks } = byLabel();
  const model = conditionalVariationalAutoencoder({ ...small, ...networks, classes: 3 });
  const store = memoryStore();
  await save(model, store);
  const loaded = await load(store, [conditionalVariationalAutoencoder]);
  const x = tf.tensor2d(values, [3, 4]);
  const shown = (of: typeof model) => valuesOf(() => of.reconstruct(x, [2, 0, -1]));
  expect(shown(loaded)).toEqual(shown(model));
  const create = () => conditionalVariationalAutoencoder({ ...small, ...networks, classes: 4 });
  expect(create).toThrow(ShapeError);
  expect(create).toThrow("the network 'encoder' takes [4] and [3], it must take [4] and [4]");
});

it.each<[Record<string, unknown>, RegExp]>([
  [{}, /there is no condition: give classes \(labels\) or conditionSize \(vectors\)/],
  [{ classes: 3, conditionSize: 2 }, /classes is 3 and conditionSize 2: give one/],
  [{ classes: 1 }, /classes is 1/],
  [{ conditionSize: 0 }, /conditionSize is 0/],
  [{ classes: 3, conditionDropout: 1.5 }, /conditionDropout is 1.5/],
])('refuses %j', (options, message) => {
  const create = () => conditionalVariationalAutoencoder({ inputShape: [6], ...options });
  expect(create).toThrow(OptionError);
  expect(create).toThrow(message);
});
