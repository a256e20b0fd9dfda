import { randomSource } from '@autoencoders/backend';
import { evaluate, fit, load, memoryStore, save, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { corrupt } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  denoisingAutoencoder,
  dropoutCorruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
  structuralSimilarity,
} from './index.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof denoisingAutoencoder>[0];

const rows = [
  [0.2, 0.7],
  [1, 0.1],
];
const context = { step: 2, epoch: 0, training: true, random: randomSource(7, 2) };

/** Halves the first value and takes the second away. */
const spoil = (x: tf.Tensor) => tf.mul(x, [0.5, 0]);

/** One code `z = a · x + 0.5`, outputs `z v + c`. */
function byHand(options: Partial<Options> = {}) {
  const model = denoisingAutoencoder({
    inputShape: [2],
    latentDim: 1,
    architecture: 'linear',
    corruption: spoil,
    ...options,
  });
  tf.tidy(() => {
    model.networks.encoder.setWeights([tf.tensor2d([0.6, -0.8], [2, 1]), tf.tensor1d([0.5])]);
    model.networks.decoder.setWeights([tf.tensor2d([[0.9, -0.3]]), tf.tensor1d([0.05, 0.4])]);
  });
  return model;
}
const outputOf = ([a, b]: number[]) => {
  const z = 0.6 * a! - 0.8 * b! + 0.5;
  return [0.9 * z + 0.05, -0.3 * z + 0.4];
};
const errorOf = (x: number[], y: number[]) => (x[0]! - y[0]!) ** 2 + (x[1]! - y[1]!) ** 2;
const spoiled = rows.map(([a]) => [0.5 * a!, 0]);
const denoised = spoiled.map(outputOf);

describe('the loss', () => {
  it('is that of clean inputs, and what is made of corrupted ones, in double precision', () => {
    const found = tf.tidy(() => {
      const terms = byHand().phases[0]!.loss({ x: tf.tensor2d(rows) }, context);
      return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, value.dataSync()[0]!]));
    });
    const expected = (errorOf(rows[0]!, denoised[0]!) + errorOf(rows[1]!, denoised[1]!)) / 2;
    expectAllClose([found.loss!, found.squaredError!], [expected, expected]);
  });

  it('is corrupted in validation too, and a reconstruction is not', () => {
    const model = byHand();
    const loss = (training: boolean) =>
      tf.tidy(
        () => model.phases[0]!.loss({ x: tf.tensor2d(rows) }, { ...context, training }).loss.dataSync()[0]!,
      );
    expect(loss(false)).toBe(loss(true));
    const x = tf.tensor2d(rows);
    const reconstruction = tf.tidy(() => [...model.reconstruct(x).dataSync()]);
    expectAllClose(reconstruction, rows.flatMap(outputOf));
    x.dispose();
    model.dispose();
  });
});

describe('a corruption', () => {
  const made = (corruption?: Options['corruption']) =>
    denoisingAutoencoder({ inputShape: [5], latentDim: 2, ...(corruption ? { corruption } : {}) });
  const x = () => tf.tensor2d(testValues(200, 0, 1), [40, 5]);
  const corrupted = (model: ReturnType<typeof made>, seed = 3) => {
    const values = tf.tidy(() => [...model.corrupt(x(), randomSource(seed)).dataSync()]);
    model.dispose();
    return values;
  };

  it.each([
    ['gaussian', gaussianCorruption({ standardDeviation: 0.3 })],
    ['masking', maskingCorruption({ rate: 0.25 })],
    ['saltAndPepper', saltAndPepperCorruption({ rate: 0.25 })],
    ['dropout', dropoutCorruption({ rate: 0.25 })],
  ] as const)('%s is a name, a value, and what layers make of it', (name, value) => {
    const expected = tf.tidy(() => [...corrupt(x(), value, randomSource(3)).dataSync()]);
    expect(corrupted(made(name))).toEqual(expected);
    expect(corrupted(made(value))).toEqual(expected);
    expect(corrupted(made(value), 4)).not.toEqual(expected);
  });

  it("is Gaussian where none is named, and may be a function of the caller's", () => {
    expect(corrupted(made())).toEqual(corrupted(made('gaussian')));
    const doubled = tf.tidy(() => [...tf.mul(x(), 2).dataSync()]);
    expect(corrupted(made((values) => tf.mul(values, 2)))).toEqual(doubled);
  });

  it('that is none is refused', () => {
    expect(() => made('blur' as never)).toThrow(OptionError);
    expect(() => made('blur' as never)).toThrow(/corruption is "blur"/);
    expect(() => made({ name: 'masking', rate: 2 })).toThrow(OptionError);
    const model = made((values) => tf.slice(values, 0, 1));
    const input = x();
    expect(() => model.corrupt(input, randomSource(1))).toThrow(ShapeError);
    input.dispose();
    model.dispose();
  });
});

describe('figures', () => {
  const figuresOf = (model: ReturnType<typeof byHand>) =>
    tf.tidy(() => {
      const found = model.figures({ x: tf.tensor2d(rows) }, context);
      return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, [...value.dataSync()]]));
    });
  const decibels = (error: number) => 10 * Math.log10(2 / error);

  it('are those of clean and of corrupted inputs, with both noise ratios in decibels', () => {
    const model = byHand();
    const found = figuresOf(model);
    const error = (others: number[][]) => rows.map((row, i) => errorOf(row, others[i]!));
    expectAllClose(found.squaredError!, error(rows.map(outputOf)));
    expectAllClose(found.denoisingSquaredError!, error(denoised));
    expectAllClose(found.corruptedPsnr!, error(spoiled).map(decibels));
    expectAllClose(found.denoisedPsnr!, error(denoised).map(decibels));
    model.dispose();
  });

  it('stay within 100 dB where nothing was corrupted', () => {
    const model = byHand({ corruption: (x) => x });
    expect(figuresOf(model).corruptedPsnr).toEqual([100, 100]);
    model.dispose();
  });
});

describe('denoising', () => {
  it('leaves nothing behind, takes the shape of inputs, and is a reconstruction', async () => {
    const model = denoisingAutoencoder({ inputShape: [4, 3, 1], latentDim: 2, hidden: [6] });
    const x = tf.tensor4d(testValues(24, 0, 1), [2, 4, 3, 1]);
    await expectNoLeak(() => {
      const [clean, reconstruction] = [model.denoise(x), model.reconstruct(x)];
      expect(clean.shape).toEqual([2, 4, 3, 1]);
      expect([...clean.dataSync()]).toEqual([...reconstruction.dataSync()]);
      tf.dispose([clean, reconstruction]);
    });
    const other = tf.zeros([2, 4, 3]);
    expect(() => model.denoise(other)).toThrow(ShapeError);
    tf.dispose([x, other]);
    model.dispose();
  });

  it('is shown from noise to clean, in three rows of the shape of inputs', async () => {
    const model = denoisingAutoencoder({ inputShape: [4, 3, 1], latentDim: 2, hidden: [6] });
    const x = tf.tensor4d(testValues(24, 0, 1), [2, 4, 3, 1]);
    const [view] = model.views!;
    expect(view).toMatchObject({ title: 'From noise to clean', scale: 'data' });
    await expectNoLeak(() =>
      tf.tidy(() => {
        const found = view!.rows(x, randomSource(5));
        expect(Object.entries(found).map(([name, { shape }]) => [name, shape])).toEqual([
          ['clean', [2, 4, 3, 1]],
          ['corrupted', [2, 4, 3, 1]],
          ['denoised', [2, 4, 3, 1]],
        ]);
        expect(found.clean).toBe(x);
        const corrupted = model.corrupt(x, randomSource(5));
        expect([...found.corrupted!.dataSync()]).toEqual([...corrupted.dataSync()]);
        expect([...found.denoised!.dataSync()]).toEqual([...model.denoise(corrupted).dataSync()]);
      }),
    );
    x.dispose();
    model.dispose();
  });
});

describe('a model whose corruption is a function', () => {
  const dimmed = (x: tf.Tensor) => tf.mul(x, 0.5);
  const examples = () => tf.tensor2d(testValues(60, 0, 1), [10, 6]);
  async function saved() {
    const model = denoisingAutoencoder({ inputShape: [6], latentDim: 2, hidden: [5], corruption: dimmed });
    const store = memoryStore();
    await save(model, store);
    return { model, store };
  }

  it('is saved, reconstructs when it is loaded, and says what it lacks when it is trained', async () => {
    const { model, store } = await saved();
    const x = examples();
    const loaded = await load(store, [denoisingAutoencoder]);
    const [before, after] = [model, loaded].map((each) => tf.tidy(() => [...each.denoise(x).dataSync()]));
    expect(after).toEqual(before);
    const training = fit(loaded, x, { epochs: 1 });
    await expect(training).rejects.toThrow(OptionError);
    await expect(training).rejects.toThrow(
      "'corruption' of this model was a function, which is not saved: give it again, load(store, factories, { corruption })",
    );
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });

  it('trains on when it is given again', async () => {
    const { model, store } = await saved();
    const x = examples();
    const loaded = await load(store, [denoisingAutoencoder], { corruption: dimmed });
    const losses: unknown[] = [];
    for (const each of [model, loaded]) {
      const { epochs } = await fit(each, x, { epochs: 3, batchSize: 5 });
      losses.push(epochs.map(({ terms }) => terms));
    }
    expect(losses[1]).toEqual(losses[0]);
    x.dispose();
    for (const each of [model, loaded]) each.dispose();
  });
});

describe('on the digits', () => {
  beforeAll(() => useBackend('wasm'));

  it('noise is taken away: the noise ratio rises by decibels, and so does the likeness', async () => {
    const model = denoisingAutoencoder({ inputShape: [8, 8, 1], hidden: [128], latentDim: 48 });
    await fit(model, digits(), { epochs: 12, batchSize: 64, learningRate: 2e-3 });
    const { corruptedPsnr, denoisedPsnr, squaredError, denoisingSquaredError } = await evaluate(
      model,
      digits(),
    );
    // Noise of standard deviation 0.3 for a range of 1.
    expectAllClose([corruptedPsnr!], [-20 * Math.log10(0.3)], { absolute: 0.1 });
    expect(denoisedPsnr).toBeGreaterThan(corruptedPsnr! + 4);
    expect(denoisingSquaredError).toBeGreaterThan(squaredError!);
    for await (const { x } of digits().batches({ batchSize: 500 })) {
      const likeness = tf.tidy(() => {
        const corrupted = model.corrupt(x, randomSource(9));
        return [corrupted, model.denoise(corrupted)].map(
          (y) => tf.mean(structuralSimilarity(x, y, { windowSize: 7 })).dataSync()[0]!,
        );
      });
      x.dispose();
      expect(likeness[1]).toBeGreaterThan(likeness[0]! + 0.04);
    }
    model.dispose();
  });
});
