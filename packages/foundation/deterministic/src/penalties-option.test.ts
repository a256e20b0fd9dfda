import { randomSource } from '@autoencoders/backend';
import { load, memoryStore, type StepContext, save, useBackend } from '@autoencoders/core';
import { contractivePenalty, klSparsityPenalty, l1Penalty, type PenaltyTerm } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { penaltiesOption } from './index.js';
import { composedAutoencoder } from './testing/composed.js';

describe('the slot for penalties', () => {
  it.each([
    l1Penalty({ weight: 0.2, layers: ['code', 'encoder-hidden-1'] }),
    klSparsityPenalty({ estimate: 'running' }),
    contractivePenalty({ method: 'exact', curvatureWeight: 0.1 }),
  ])('takes what $name has made, from JSON too, as it is', (settings) => {
    expect(penaltiesOption.parse([settings])).toEqual([settings]);
    expect(penaltiesOption.parse(JSON.parse(JSON.stringify([settings])))).toEqual([settings]);
  });

  it('takes functions and terms, several of any kind, and none', () => {
    const own = () => tf.scalar(0);
    const term: PenaltyTerm = { name: 'mine', weight: 0.5, layers: ['encoder-hidden-1'], evaluate: own };
    const penalties = [own, l1Penalty(), term, own];
    const parsed = penaltiesOption.parse(penalties);
    expect(parsed).toEqual(penalties);
    expect(parsed[0]).toBe(own);
    expect(parsed[2]).toBe(term);
    expect(penaltiesOption.parse([])).toEqual([]);
  });

  const usual = l1Penalty();
  it.each([
    [[{ ...usual, weight: -1 }], 'penalties.0.weight is -1: Too small'],
    [[usual, { ...usual, layers: [] }], 'penalties.1.layers is []: Too small'],
    [[{ name: 'l1' }], 'weight: Invalid input: expected number, received undefined, layers: Invalid input'],
    [[{ name: 'l2', weight: 1 }], "Expected 'l1' | 'klSparsity' | 'contractive'"],
    [[{ ...usual, target: 1 }], 'Unrecognized key: "target"'],
    [[klSparsityPenalty(), { ...klSparsityPenalty(), target: 1 }], 'penalties.1.target is 1: Too big'],
    [
      [{ ...contractivePenalty(), method: 'fast' }],
      'method: Invalid option: expected one of "auto"|"closedForm"',
    ],
    [['l1'], 'penalties.0 is "l1": give settings such as {"name":"l1"'],
    [[null], 'penalties.0 is null: give settings'],
    [l1Penalty(), 'expected array, received object'],
    [
      [{ name: 'mine', weight: -1, layers: [], evaluate: () => tf.scalar(0) }],
      'a term has a name, a weight of at least 0, and a list of layers',
    ],
    [
      [{ name: 'mine', weight: 1, evaluate: () => tf.scalar(0) }],
      'a term has a name, a weight of at least 0, and a list of layers',
    ],
  ])('refuses others and says what is wrong (%#)', (penalties, message) => {
    expect(() => composedAutoencoder({ inputShape: [3], penalties: penalties as never })).toThrow(message);
  });
});

describe('penalties of the caller in a saved model', () => {
  const own: PenaltyTerm = {
    name: 'mine',
    weight: 0.5,
    layers: ['encoder-hidden-1'],
    evaluate: ({ activation }) => tf.mean(activation('encoder-hidden-1')),
  };
  const step: StepContext = { step: 0, epoch: 0, training: true, random: randomSource(1) };

  it('are left out: the model can be used, and be trained where they are given again', async () => {
    await useBackend('cpu');
    const penalties = [l1Penalty(), own];
    const model = composedAutoencoder({ inputShape: [3], latentDim: 2, hidden: [4], penalties });
    expect(model.options.penalties).toEqual([l1Penalty(), { ...own, evaluate: { function: 'own' } }]);
    const store = memoryStore();
    await save(model, store);
    const x = tf.tensor2d([[0.1, 0.2, 0.3]]);
    const lossOf = ({ phases }: typeof model) =>
      tf.tidy(() => phases[0]!.loss({ x }, step).loss.dataSync()[0]!);

    const without = await load(store, [composedAutoencoder]);
    expect([...without.reconstruct(x).dataSync()]).toEqual([...model.reconstruct(x).dataSync()]);
    expect(() => lossOf(without)).toThrow(/'penalties' of this model was a function.*give it again/);
    const again = await load(store, [composedAutoencoder], { penalties });
    expect(lossOf(again)).toBe(lossOf(model));
  });
});
