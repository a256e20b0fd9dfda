import { type Autoencoder, encode, evaluate, fit, useBackend } from '@autoencoders/core';
import { arrayDataset, digits, split } from '@autoencoders/data';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Classifier, classifier, classifierModes } from './index.js';

beforeAll(() => useBackend('wasm'));

const [train, test] = split(digits(), 0.3, { seed: 1 });
const create = () => undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 32, hidden: [] });
const weightsOf = ({ networks }: Pick<Autoencoder, 'networks'>) =>
  Object.values(networks).flatMap((network) =>
    network.getWeights().flatMap((weight) => [...weight.dataSync()]),
  );

const headOf = ({ networks }: Classifier) => weightsOf({ networks: { head: networks.head! } });

describe('a classifier of the digits', () => {
  it.each([
    ['frozen', 0.25],
    ['fine-tune', 0.06],
    ['joint', 0.12],
  ] as const)('learns them in mode %s, and predicts what it is judged by', async (mode, limit) => {
    await expectNoLeak(async () => {
      const model = create();
      const before = weightsOf(model);
      const mine = classifier(model, { classes: 10, mode, seed: 1, dropout: { inputs: 0.1, code: 0.1 } });
      await fit(mine, train, { epochs: 8, batchSize: 50, learningRate: 5e-3 });
      const { error, crossEntropy } = await evaluate(mine, test);
      expect(error).toBeLessThan(limit);
      if (mode === 'frozen') expect(weightsOf(model)).toEqual(before);
      else expect(weightsOf(model)).not.toEqual(before);

      const labels = test.targets(Array.from({ length: test.size }, (_, row) => row))!;
      const predicted = await mine.predict(test, { batchSize: 100 });
      const { values } = await mine.predictProbabilities(test);
      const mean = (row: (i: number) => number) =>
        [...labels].reduce((sum, _, i) => sum + row(i), 0) / labels.length;
      expect(error).toBeCloseTo(
        mean((i) => (predicted[i] === labels[i] ? 0 : 1)),
        6,
      );
      expect(crossEntropy).toBeCloseTo(
        mean((i) => -Math.log(values[10 * i + labels[i]!]!)),
        5,
      );
      expect((await mine.report(test)).accuracy).toBeCloseTo(1 - error!, 6);
      mine.dispose();
      model.dispose();
    });
  });

  it('trained on codes that were computed once is the one trained on inputs', async () => {
    const model = create();
    const [direct, once] = [0, 1].map(() => classifier(model, { classes: 10 }));
    const options = { epochs: 2, batchSize: 64, seed: 3 };
    await fit(direct!, train, options);
    await fit(once!.onCodes(), await once!.encoded(train), options);
    expectAllClose(headOf(once!), headOf(direct!), { absolute: 1e-5 });
    expect((await evaluate(once!.onCodes(), await once!.encoded(test))).error).toBeCloseTo(
      (await evaluate(direct!, test)).error!,
      6,
    );
    for (const mode of ['fine-tune', 'joint'] as const) {
      const other = classifier(model, { classes: 10, mode });
      expect(() => other.onCodes()).toThrow(OptionError);
      other.dispose();
    }
    for (const made of [direct!, once!, model]) made.dispose();
  });

  it('takes codes of several dimensions, and a head of the caller', async () => {
    const input = tf.input({ shape: [8, 8, 1] });
    const conv = tf.layers.conv2d({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' });
    const encoder = tf.model({ inputs: input, outputs: conv.apply(input) as tf.SymbolicTensor });
    const spatial = {
      ...create(),
      latentShape: [4, 4, 3],
      encode: (x: tf.Tensor) => tf.tidy(() => encoder.apply(x) as tf.Tensor),
      networks: { encoder },
    };
    const mine = classifier(spatial, { classes: 10, hidden: [16], mode: 'fine-tune' });
    expect(mine.phases[0]!.variables).toHaveLength(2 + 4);
    expect(mine.networks.head!.countParams()).toBe(48 * 16 + 16 + 16 * 10 + 10);
    const { epochs } = await fit(mine, train, { epochs: 2 });
    expect(epochs[1]!.terms['classification/loss']).toBeLessThan(epochs[0]!.terms['classification/loss']!);
    mine.dispose();

    const code = tf.input({ shape: [4, 4, 3] });
    const pooled = tf.layers.globalAveragePooling2d({}).apply(code) as tf.SymbolicTensor;
    const head = (classes: number) =>
      tf.model({
        inputs: code,
        outputs: tf.layers.dense({ units: classes }).apply(pooled) as tf.SymbolicTensor,
      });
    const own = classifier(spatial, { classes: 10, head: head(10) });
    expect((await own.predictProbabilities(test)).shape).toEqual([test.size, 10]);
    expect(() => classifier(spatial, { classes: 10, head: head(9) })).toThrow(ShapeError);
    expect(() => classifier(spatial, { classes: 10, head: head(9) })).toThrow("'head' gives [9]");
    own.dispose();
    encoder.dispose();
  });

  it('drops no unit outside training', async () => {
    const model = create();
    const plain = classifier(model, { classes: 10, seed: 2 });
    const dropping = classifier(model, { classes: 10, seed: 2, dropout: { inputs: 0.5, code: 0.5 } });
    expect(await dropping.predictProbabilities(test)).toEqual(await plain.predictProbabilities(test));
    const losses = await Promise.all(
      [plain, dropping].map(async (one) => (await fit(one, train, { epochs: 1 })).epochs[0]!.terms),
    );
    expect(losses[1]!['classification/loss']).toBeGreaterThan(losses[0]!['classification/loss']!);
    for (const made of [plain, dropping, model]) made.dispose();
  });

  it('drops the share asked for and scales what stays', async () => {
    const model = create();
    const seen: number[][] = [];
    const spy = {
      ...model,
      encode: (x: tf.Tensor) => {
        seen.push([...x.dataSync()]);
        return model.encode(x);
      },
    };
    const mine = classifier(spy, { classes: 10, dropout: { inputs: 0.25 } });
    const ones = arrayDataset({
      x: new Uint8Array(64 * 64).fill(1),
      shape: [8, 8, 1],
      y: new Uint8Array(64),
    });
    await fit(mine, ones, { epochs: 1, batchSize: 64 });
    const values = seen.at(-1)!;
    expect(new Set(values.map((value) => value.toFixed(4)))).toEqual(new Set(['0.0000', '1.3333']));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(dropped).toBeGreaterThan(0.22);
    expect(dropped).toBeLessThan(0.28);
    mine.dispose();
    model.dispose();
  });

  it.each(classifierModes)('changes the codes in mode %s only where it says so', async (mode) => {
    const model = denoisingAutoencoder({ inputShape: [8, 8, 1], latentDim: 16, hidden: [] });
    const before = await encode(model, test);
    const mine = classifier(model, { classes: 10, mode });
    await fit(mine, train, { epochs: 1 });
    const after = await encode(model, test);
    if (mode === 'frozen') expect(after).toEqual(before);
    else expect(after).not.toEqual(before);
    mine.dispose();
    model.dispose();
  });
});
