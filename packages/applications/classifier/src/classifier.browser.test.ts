import { arrayDataset, digits, split } from '@autoencoders/data';
import { DataError, NumericalError } from '@autoencoders/errors';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { describe, expect, it } from 'vitest';
import { classifier, evaluate, fit, useBackend } from './index.js';

const [train, test] = split(digits(), 0.3, { seed: 1 });

describe.each(['wasm', 'webgpu'] as const)('a classifier in the browser on %s', (engine) => {
  it('learns and predicts', async () => {
    await useBackend(engine);
    const model = undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 16, hidden: [] });
    const mine = classifier(model, { classes: 10, mode: 'joint' });
    const { epochs } = await fit(mine, train, { epochs: 6, batchSize: 64, learningRate: 0.01 });
    expect(epochs[5]!.terms['classification/loss']).toBeLessThan(epochs[0]!.terms['classification/loss']!);
    expect((await evaluate(mine, test)).error).toBeLessThan(0.5);
    const { values, shape } = await mine.predictProbabilities(test);
    expect(shape).toEqual([test.size, 10]);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect((await mine.calibrate(test)).temperature).toBeGreaterThan(0);
    mine.dispose();
    model.dispose();
  });

  it('stops at a label out of range, with or without reading it', async () => {
    await useBackend(engine);
    const model = undercompleteAutoencoder({ inputShape: [1], latentDim: 1, hidden: [] });
    const [mine, other] = [classifier(model, { classes: 2 }), classifier(model, { classes: 2 })];
    const type = engine === 'webgpu' ? NumericalError : DataError;
    const bad = (label: number) => arrayDataset({ x: [[1], [2], [3]], y: Int32Array.of(0, 1, label) });
    await expect(fit(mine, bad(2), { epochs: 1 })).rejects.toThrow(type);
    await expect(evaluate(other, bad(-1))).rejects.toThrow(type);
    for (const made of [mine, other, model]) made.dispose();
  });
});
