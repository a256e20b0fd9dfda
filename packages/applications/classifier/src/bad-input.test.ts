import { type Autoencoder, evaluate, fit, memoryStore, save, useBackend } from '@autoencoders/core';
import { arrayDataset, type Dataset } from '@autoencoders/data';
import { DataError, ModelFormatError, NumericalError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { balancedClassWeights, type ClassifierOptions, classifier, loadClassifier } from './index.js';

beforeAll(() => useBackend('wasm'));

const create = () => undercompleteAutoencoder({ inputShape: [4], latentDim: 2, hidden: [] });
const dataWith = (labels: ArrayLike<number>) =>
  arrayDataset({
    x: testValues(4 * labels.length),
    shape: [4],
    y: labels instanceof Int32Array ? labels : Array.from(labels),
  });
const good = dataWith(Int32Array.of(0, 1, 2, 0, 1, 2));

async function refused(work: () => Promise<unknown>, type: new (message: string) => Error, message: string) {
  await expectNoLeak(() => expect(work()).rejects.toThrow(message));
  await expect(work()).rejects.toThrow(type);
}

describe('labels', () => {
  it.each([
    ['above the classes', dataWith(Int32Array.of(0, 1, 2, 3)), 'a label is 3: with 3 classes'],
    ['below -1', dataWith(Int32Array.of(0, -2)), 'a label is -2'],
    ['between classes', dataWith([0, 1, 1.5]), 'a label is 1.5'],
    ['that are none', arrayDataset({ x: [[1, 2, 3, 4]] }), 'no labels'],
    [
      'of two numbers',
      arrayDataset({ x: [[1, 2, 3, 4]], y: [0, 1], targetShape: [2] }),
      'the labels have shape [1, 2]',
    ],
  ])('%s are refused in training and evaluation before anything moves', async (_, data: Dataset, message) => {
    const model = create();
    const mine = classifier(model, { classes: 3 });
    const head = () => mine.networks.head!.getWeights().flatMap((weight) => [...weight.dataSync()]);
    const before = head();
    await refused(() => fit(mine, data, { epochs: 1 }), DataError, message);
    await refused(() => evaluate(mine, data), DataError, message);
    if (message.includes('label is')) {
      await refused(() => mine.calibrate(data), DataError, message);
      await refused(() => mine.encoded(data), DataError, message);
    }
    expect(head()).toEqual(before);
    mine.dispose();
    model.dispose();
  });

  it('that are -1 are refused where examples are judged, and where all of a training are', async () => {
    const model = create();
    const mine = classifier(model, { classes: 3, mode: 'joint' });
    const some = dataWith(Int32Array.of(0, -1, 2));
    for (const work of [mine.calibrate, mine.report, mine.confusion]) {
      await refused(() => work(some), DataError, 'no label (-1)');
    }
    await refused(() => evaluate(mine, some), DataError, 'no label (-1)');
    await refused(
      () => fit(mine, dataWith(Int32Array.of(-1, -1)), { epochs: 2 }),
      DataError,
      'no example of epoch 1 had a label',
    );
    const { epochs } = await fit(mine, some, { epochs: 1, validation: some });
    expect(epochs[0]!.terms['classification/labelled']).toBeCloseTo(2 / 3);
    expect(Number.isFinite(epochs[0]!.validation!['classification/error'])).toBe(true);
    mine.dispose();
    model.dispose();
  });

  it('of one class only teach that class', async () => {
    const model = create();
    const mine = classifier(model, { classes: 2, mode: 'fine-tune' });
    const data = dataWith(new Int32Array(8).fill(1));
    await fit(mine, data, { epochs: 60, learningRate: 0.05 });
    expect(await evaluate(mine, data)).toMatchObject({ error: 0 });
    expect(new Set(await mine.predict(data))).toEqual(new Set([1]));
    mine.dispose();
    model.dispose();
  });

  it('without one class have no balance', () => {
    expect(() => balancedClassWeights([0, 0, 2], 3)).toThrow(DataError);
    expect(() => balancedClassWeights([0, 0, 2], 3)).toThrow('class 1 has no examples among 3');
    expect(() => balancedClassWeights([], 3)).toThrow(DataError);
    expect(() => balancedClassWeights([0, 5], 3)).toThrow('a label is 5');
    expect(() => balancedClassWeights([0], 1)).toThrow(OptionError);
  });
});

describe('options', () => {
  it.each([
    [{ classes: 1 }, 'classes is 1'],
    [{ classes: 2.5 }, 'classes is 2.5'],
    [{ mode: 'probe' as never }, 'mode is "probe"'],
    [{ hidden: [0] }, 'hidden.0 is 0'],
    [{ dropout: { inputs: 1 } }, 'dropout.inputs is 1'],
    [{ classWeights: [1, 2] }, 'classWeights is [1,2]: give one weight for each class'],
    [{ classWeights: [0, 0, 0] }, 'give one above 0'],
    [{ classWeights: [1, -1, 1] }, 'classWeights.1 is -1'],
    [{ labelSmoothing: 1 }, 'labelSmoothing is 1'],
    [{ reconstructionWeight: -1 }, 'reconstructionWeight is -1'],
    [{ seed: -1 }, 'seed is -1'],
    [{ noSuchOption: 1 } as object, 'noSuchOption'],
  ])('%o are refused by name', async (options: Partial<ClassifierOptions>, message) => {
    const model = create();
    await expectNoLeak(() => {
      expect(() => classifier(model, { classes: 3, ...options })).toThrow(OptionError);
      expect(() => classifier(model, { classes: 3, ...options })).toThrow(message);
    });
    model.dispose();
  });

  it('of modes that an autoencoder cannot meet are refused', async () => {
    const model = create();
    await expectNoLeak(() => {
      const constant: Autoencoder = { ...model, encode: (x) => tf.tidy(() => tf.zeros([x.shape[0]!, 2])) };
      expect(() => classifier(constant, { classes: 3, mode: 'fine-tune' })).toThrow('no gradient passes');
      const [phase] = model.phases;
      const two: Autoencoder = { ...model, phases: [phase!, { ...phase!, name: 'critic' }] };
      expect(() => classifier(two, { classes: 3, mode: 'joint', reconstructionWeight: 2 })).toThrow(
        'has 2 phases (reconstruction, critic)',
      );
    });
    model.dispose();
  });
});

describe('data', () => {
  it('of another shape, not finite, or none is refused', async () => {
    const model = create();
    const mine = classifier(model, { classes: 3 });
    const wide = tf.zeros([2, 5]);
    const broken = tf.fill([2, 4], Number.NaN);
    await refused(() => mine.predict(wide), ShapeError, 'an example has shape [5], expected [4]');
    await refused(() => mine.predictProbabilities(broken), NumericalError, 'examples 0 to 1 is not finite');
    await refused(() => mine.topK(good, 4), OptionError, 'k is 4: there are 3 classes');
    await refused(() => mine.predict(good, { batchSize: 0 }), OptionError, 'batchSize is 0');
    const none: Dataset = { shape: [4], size: 0, async *batches() {} };
    await refused(() => mine.predict(none), DataError, 'no examples');
    await refused(() => mine.report(none), DataError, 'no examples');
    expect(() => tf.tidy(() => mine.logits(wide))).toThrow(ShapeError);
    for (const made of [wide, broken, mine, model]) made.dispose();
  });

  it('of another application, or a damaged one, is not loaded', async () => {
    const model = create();
    const mine = classifier(model, { classes: 3 });
    const store = memoryStore();
    await save({ ...mine, kind: 'clustering' }, store);
    await refused(
      () => loadClassifier(store, [undercompleteAutoencoder]),
      ModelFormatError,
      "a 'clustering'",
    );
    await save({ ...mine, state: {} }, store);
    await refused(
      () => loadClassifier(store, [undercompleteAutoencoder]),
      ModelFormatError,
      'no temperature',
    );
    mine.dispose();
    model.dispose();
  });
});
