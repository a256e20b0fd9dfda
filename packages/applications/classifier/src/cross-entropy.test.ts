import { randomSource } from '@autoencoders/backend';
import { fit, useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { expectAllClose, finiteDifferences } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { balancedClassWeights, type ClassifierOptions, classifier } from './index.js';

/** Three examples, the second without a label; a linear encoder, decoder and head, all in one flat list of weights. */
const rows = [
  [0.2, 0.7],
  [1, -0.1],
  [-0.4, 0.5],
];
const labels = [2, -1, 0];
const shapes = [[2, 2], [2], [2, 3], [3], [2, 2], [2]];
const sizes = shapes.map((shape) => shape.reduce((a, b) => a * b));
const weights = Array.from({ length: sizes.reduce((a, b) => a + b) }, (_, i) => Math.sin(3 * i + 1));

const options = {
  classes: 3,
  mode: 'joint' as const,
  classWeights: [1, 2, 0.5],
  labelSmoothing: 0.3,
  reconstructionWeight: 0.7,
};

/** The joint loss and its parts from the formulas, in double precision. */
function byHand(
  flat: ArrayLike<number>,
  {
    classWeights,
    labelSmoothing,
    reconstructionWeight,
  }: Required<Omit<ClassifierOptions, 'dropout' | 'mode' | 'hidden' | 'seed' | 'head'>>,
) {
  let offset = 0;
  const next = (size: number) => Array.from({ length: size }, () => flat[offset++]!);
  const dense = (width: number) => {
    const [kernel, bias] = [next(2 * width), next(width)];
    return (row: number[]) =>
      bias.map((b, j) => b + row.reduce((sum, value, i) => sum + value * kernel[i * width + j]!, 0));
  };
  const [encoder, head, decoder] = [dense(2), dense(3), dense(2)];
  let [entropy, error] = [0, 0];
  rows.forEach((row, index) => {
    const code = encoder(row);
    error += decoder(code).reduce((sum, value, i) => sum + (value - row[i]!) ** 2, 0) / rows.length;
    const label = labels[index]!;
    if (label < 0) return;
    const logits = head(code);
    const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const target = logits.map((_, c) => (c === label ? 1 - labelSmoothing : 0) + labelSmoothing / 3);
    const cost = target.reduce((sum, q, c) => sum + q * (total - logits[c]!), 0);
    entropy += (classWeights[label]! * cost) / 2;
  });
  return { loss: entropy + reconstructionWeight * error, entropy, error };
}

function create(more: Omit<ClassifierOptions, 'classes'> = {}) {
  const model = undercompleteAutoencoder({ inputShape: [2], latentDim: 2, hidden: [] });
  const mine = classifier(model, { ...options, ...more });
  let offset = 0;
  const tensors = shapes.map((shape, i) => {
    offset += sizes[i]!;
    return tf.tensor(weights.slice(offset - sizes[i]!, offset), shape);
  });
  for (const [i, role] of ['encoder', 'head', 'decoder'].entries()) {
    mine.networks[role]!.setWeights(tensors.slice(2 * i, 2 * i + 2));
  }
  tf.dispose(tensors);
  return mine;
}

const context = { step: 0, epoch: 0, training: true, random: randomSource(0) };
const batch = () => ({ x: tf.tensor2d(rows), y: tf.tensor1d(labels, 'int32') });

describe.each(['cpu', 'wasm'] as const)('the joint loss on %s', (engine) => {
  it('is what the formula gives, each term by its name', async () => {
    await useBackend(engine);
    const mine = create();
    const found = tf.tidy(() =>
      Object.entries(mine.phases[0]!.loss(batch(), context)).map(
        ([name, value]) => [name, value.dataSync()[0]!] as const,
      ),
    );
    const expected = byHand(weights, options);
    const terms = Object.fromEntries(found);
    expect(Object.keys(terms).sort()).toEqual(
      ['crossEntropy', 'labelled', 'loss', 'reconstruction', 'squaredError'].sort(),
    );
    expectAllClose(
      [terms.loss!, terms.crossEntropy!, terms.reconstruction!, terms.squaredError!, terms.labelled!],
      [expected.loss, expected.entropy, expected.error, expected.error, 2 / 3],
    );
  });

  it('has the slope of the formula by every weight', async () => {
    await useBackend(engine);
    const mine = create();
    const [phase] = mine.phases;
    const order = ['encoder', 'head', 'decoder'].flatMap((role) =>
      mine.networks[role]!.trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    expect(new Set(phase!.variables)).toEqual(new Set(order));
    const found = tf.tidy(() => {
      const { grads } = tf.variableGrads(() => phase!.loss(batch(), context).loss, order);
      return order.flatMap(({ name }) => [...grads[name]!.dataSync()]);
    });
    expectAllClose(
      found,
      finiteDifferences((flat) => byHand(flat, options).loss, weights),
      { relative: 1e-3, absolute: 1e-5 },
    );
  });

  it('is 0 beside the reconstruction where no row has a label', async () => {
    await useBackend(engine);
    const mine = create();
    const terms = tf.tidy(() => {
      const y = tf.fill([3], -1, 'int32');
      const { crossEntropy, loss, reconstruction } = mine.phases[0]!.loss(
        { x: tf.tensor2d(rows), y },
        context,
      );
      return [crossEntropy, loss, reconstruction].map((term) => term!.dataSync()[0]!);
    });
    expect(terms[0]).toBe(0);
    expectAllClose([terms[1]!], [0.7 * terms[2]!]);
  });
});

describe('weights of classes', () => {
  it('balance them: n / (classes · count), without those that have no label', () => {
    const found = balancedClassWeights(Int8Array.of(0, 0, 0, 1, -1, 2, 2, 2), 3);
    expectAllClose(found, [7 / 9, 7 / 3, 7 / 9], { relative: 1e-12 });
  });

  it('move the boundary towards the class that counts less', async () => {
    await useBackend('cpu');
    // Two classes on one input, 9 to 1, that overlap.
    const x = Float32Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? 1 : 0) + ((i * 37) % 100) / 50);
    const y = Int32Array.from({ length: 200 }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const data = arrayDataset({ x, shape: [1], y });
    const model = undercompleteAutoencoder({ inputShape: [1], latentDim: 1, hidden: [] });
    const recall = async (more: Partial<ClassifierOptions>) => {
      const mine = classifier(model, { classes: 2, ...more });
      await fit(mine, data, { epochs: 40, batchSize: 200, learningRate: 0.1 });
      const { perClass } = await mine.report(data);
      mine.dispose();
      return perClass[1]!.recall;
    };
    const plain = await recall({});
    expect(await recall({ classWeights: balancedClassWeights(y, 2) })).toBeGreaterThan(plain + 0.2);
    model.dispose();
  });
});
