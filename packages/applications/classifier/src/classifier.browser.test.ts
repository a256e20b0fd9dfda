import { digits, split } from '@autoencoders/data';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { describe, expect, it } from 'vitest';
import { classifier, evaluate, fit, useBackend } from './index.js';

const [train, test] = split(digits(), 0.3, { seed: 1 });

describe.each(['wasm', 'webgpu'] as const)('a classifier in the browser on %s', (engine) => {
  it('learns and predicts', async () => {
    await useBackend(engine);
    const model = undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 16, hidden: [] });
    const mine = classifier(model, { classes: 10, mode: 'joint' });
    const { epochs } = await fit(mine, train, { epochs: 3, batchSize: 64, learningRate: 5e-3 });
    expect(epochs[2]!.terms['classification/loss']).toBeLessThan(epochs[0]!.terms['classification/loss']!);
    expect((await evaluate(mine, test)).error).toBeLessThan(0.5);
    const { values, shape } = await mine.predictProbabilities(test);
    expect(shape).toEqual([test.size, 10]);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect((await mine.calibrate(test)).temperature).toBeGreaterThan(0);
    mine.dispose();
    model.dispose();
  });
});
