import { evaluate, fit, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifierOn } from './classification.js';

beforeAll(() => useBackend('wasm'));

const create = () => undercompleteAutoencoder({ inputShape: [8, 8, 1], latentDim: 32, hidden: [] });
const encoderOf = (model: ReturnType<typeof create>) =>
  model.networks.encoder.getWeights().flatMap((weight) => [...weight.dataSync()]);

describe('a classifier on an encoder', () => {
  it.each(['probe', 'fine-tune'] as const)('learns the digits as a %s', async (mode) => {
    const model = create();
    const before = encoderOf(model);
    const classifier = classifierOn(model, {
      classes: 10,
      mode,
      seed: 1,
      dropout: { inputs: 0.1, code: 0.1 },
    });
    await fit(classifier, digits(), { epochs: 10, batchSize: 50, learningRate: 5e-3 });
    expect((await evaluate(classifier, digits())).error).toBeLessThan(mode === 'probe' ? 0.12 : 0.05);
    if (mode === 'probe') expect(encoderOf(model)).toEqual(before);
    else expect(encoderOf(model)).not.toEqual(before);
    expect(() => classifier.decode(tf.zeros([1, 32]))).toThrow(OptionError);
    classifier.dispose();
    model.dispose();
  });
});
