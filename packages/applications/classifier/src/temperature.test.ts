import { evaluate, fit, memoryStore, save, useBackend } from '@autoencoders/core';
import { arrayDataset, digits, split } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifier, loadClassifier } from './index.js';
import { fitTemperature } from './temperature.js';

const rowsOf = (rows: readonly (readonly number[])[]) => ({
  values: Float32Array.from(rows.flat()),
  shape: [rows.length, rows[0]!.length],
});

describe('the best temperature', () => {
  it('of two logits d apart of which a share p is right is d / log(p / (1 - p))', () => {
    for (const [distance, right] of [
      [4, 9],
      [0.5, 7],
      [20, 6],
    ] as const) {
      const logits = rowsOf(Array.from({ length: 10 }, () => [distance, 0]));
      const labels = Array.from({ length: 10 }, (_, i) => (i < right ? 0 : 1));
      const p = right / 10;
      const { temperature, before, after } = fitTemperature(logits, labels);
      expectAllClose([temperature], [distance / Math.log(p / (1 - p))], { relative: 1e-8 });
      // The best cross-entropy is the entropy of the labels.
      expectAllClose([after], [-p * Math.log(p) - (1 - p) * Math.log(1 - p)], { relative: 1e-8 });
      expectAllClose([before], [Math.log(1 + Math.exp(-distance)) + (1 - p) * distance], { relative: 1e-8 });
    }
  });

  it('gives a lower cross-entropy than any other near it, and finds back a factor', () => {
    const rows = Array.from({ length: 60 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(5 * i + 1)]);
    const labels = rows.map((row, i) => (i % 4 === 0 ? i % 3 : row.indexOf(Math.max(...row))));
    const entropy = (temperature: number) =>
      rows.reduce((sum, row, i) => {
        const total = row.reduce((all, logit) => all + Math.exp(logit / temperature), 0);
        return sum + Math.log(total) - row[labels[i]!]! / temperature;
      }, 0) / rows.length;
    const { temperature, after } = fitTemperature(rowsOf(rows), labels);
    expect(after).toBeCloseTo(entropy(temperature), 6);
    for (const factor of [0.9, 0.99, 1.01, 1.1]) expect(entropy(factor * temperature)).toBeGreaterThan(after);
    const larger = fitTemperature(rowsOf(rows.map((row) => row.map((logit) => 8 * logit))), labels);
    expect(larger.temperature / temperature).toBeCloseTo(8, 4);
  });

  it('is 1 where none makes a difference', () => {
    expect(
      fitTemperature(
        rowsOf([
          [2, 2],
          [0, 0],
        ]),
        [0, 1],
      ).temperature,
    ).toBe(1);
  });

  it('does not exist where all are right, near or far, or where chance is better', () => {
    for (const distance of [0.01, 5, 1e5]) {
      expect(() =>
        fitTemperature(
          rowsOf([
            [distance, 0],
            [0, distance],
          ]),
          [0, 1],
        ),
      ).toThrow(DataError);
    }
    expect(() =>
      fitTemperature(
        rowsOf([
          [1, 0],
          [0, 1],
        ]),
        [0, 1],
      ),
    ).toThrow('right on every example');
    expect(() =>
      fitTemperature(
        rowsOf([
          [1, 0],
          [0, 1],
        ]),
        [1, 0],
      ),
    ).toThrow('no better than chance');
  });
});

describe('a calibrated classifier', () => {
  beforeAll(() => useBackend('wasm'));

  const [train, rest] = split(digits(), 0.5, { seed: 1 });
  const [validation, test] = split(rest, 0.5, { seed: 1 });

  it('has a lower cross-entropy on other data, the same classes, also after saving; training begins at 1', async () => {
    const model = undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 32, hidden: [] });
    const mine = classifier(model, { classes: 10, mode: 'fine-tune' });
    await fit(mine, train.subset(Uint32Array.from({ length: 200 }, (_, i) => i)), {
      epochs: 15,
      batchSize: 50,
      learningRate: 0.02,
    });
    // Far too sure of itself.
    tf.tidy(() => {
      const { head } = mine.networks;
      head!.setWeights(head!.getWeights().map((weight) => tf.mul(weight, 3)));
    });
    const before = await evaluate(mine, test);
    const classes = await mine.predict(test);
    let fitted = { temperature: 0, before: 0, after: 0 };
    await expectNoLeak(async () => {
      fitted = await mine.calibrate(validation);
    });
    const after = await evaluate(mine, test);
    expect(fitted.temperature).toBeGreaterThan(1.5);
    expect(fitted.after).toBeLessThan(fitted.before);
    expect((await evaluate(mine, validation)).crossEntropy).toBeCloseTo(fitted.after, 5);
    expect(after.crossEntropy).toBeLessThan(before.crossEntropy!);
    expect(after.error).toBe(before.error);
    expect(await mine.predict(test)).toEqual(classes);

    const store = memoryStore();
    await save(mine, store);
    const loaded = await loadClassifier(store, [undercompleteAutoencoder]);
    expect(await evaluate(loaded, test)).toEqual(after);
    await fit(loaded, train, { epochs: 0 });
    expect([...loaded.state!.temperature!.dataSync()]).toEqual([1]);
    for (const made of [loaded, loaded.autoencoder, mine, model]) made.dispose();
  });

  it('keeps its temperature where none is best', async () => {
    const model = undercompleteAutoencoder({ inputShape: [1], latentDim: 1, hidden: [] });
    const mine = classifier(model, { classes: 2 });
    const classes = await mine.predict(tf.tensor2d([[1], [-1]]));
    const data = arrayDataset({ x: [[1], [-1]], y: classes });
    await expect(mine.calibrate(data)).rejects.toThrow(DataError);
    expect([...mine.state!.temperature!.dataSync()]).toEqual([1]);
    mine.dispose();
    model.dispose();
  });
});
