import { checkpoint, fit, memoryCheckpoints, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { expectAllClose } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, expect, it } from 'vitest';
import { rows } from './image-parts.js';
import { settlingTraining, stagedTraining } from './staged-training.js';

beforeAll(() => useBackend('wasm'));

const length = { batchSize: 20, learningRate: 1e-3 };

type Schedule = (step: number) => number;

it('takes 1, 3, 9, … epochs at rates that fall by 10^(1/7), eight times in all', () => {
  const rate = stagedTraining({ ...length, epochs: 10 }, 100).learningRate as Schedule;
  const ofEpochs = [0, 1, 3, 4, 12, 13, 1093, 3279, 100_000].map((epoch) => rate(5 * epoch));
  const stages = [0, 1, 1, 2, 2, 3, 7, 7, 7];
  expectAllClose(
    ofEpochs,
    stages.map((stage) => 1e-3 * 10 ** (-stage / 7)),
  );
});

it('settles from the rate of the stages to a tenth of the first', () => {
  const settling = settlingTraining({ ...length, epochs: 2, after: 12 }, 100);
  const rate = settling.learningRate as Schedule;
  const from = 1e-3 * 10 ** (-2 / 7);
  expectAllClose([0, 5, 10, 11].map(rate), [from, (from + 1e-4) / 2, 1e-4, 1e-4]);
});

it('can be made longer', async () => {
  const store = memoryCheckpoints();
  const data = digits().subset(rows(0, 100));
  const train = async (epochs: number) => {
    const model = undercompleteAutoencoder({ inputShape: [8, 8, 1], hidden: [4], latentDim: 2 });
    const { steps } = await fit(model, data, {
      ...stagedTraining({ ...length, epochs }, data.size),
      callbacks: [checkpoint({ store })],
      resume: store,
    });
    model.dispose();
    return steps;
  };
  expect(await train(1)).toBe(5);
  expect(await train(3)).toBe(15);
});
