import {
  checkpoint,
  evaluate,
  type FitOptions,
  fit,
  memoryCheckpoints,
  useBackend,
  variablesOf,
} from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { denoisingAutoencoder, pretrain } from './index.js';

type Options = Parameters<typeof denoisingAutoencoder>[0];
type Model = ReturnType<typeof denoisingAutoencoder>;

const deep: Options = {
  inputShape: [3, 4],
  hidden: [8, 6],
  latentDim: 5,
  activation: 'sigmoid',
  codeActivation: 'sigmoid',
};
const create = (more: Partial<Options> = {}) => denoisingAutoencoder({ ...deep, ...more });
const examples = () => tf.tensor3d(testValues(12 * 30, 0, 1), [30, 3, 4]);

/** All weights, a list of values for each variable: of the encoder first. */
const weightsOf = ({ networks: { encoder, decoder } }: Model) =>
  variablesOf(encoder, decoder).map((variable) => [...variable.dataSync()]);

/** Pretrains, and tells which variables moved while each layer had its turn. */
async function movedByLayer(model: Model, x: tf.Tensor, options: FitOptions): Promise<number[][]> {
  const moved: number[][] = [];
  let before: number[][] = [];
  await pretrain(model, x, {
    ...options,
    forLayer: () => ({
      callbacks: [
        {
          onTrainBegin: () => {
            before = weightsOf(model);
          },
          onTrainEnd: () => {
            const after = weightsOf(model);
            moved.push([...after.keys()].filter((index) => `${after[index]}` !== `${before[index]}`));
          },
        },
      ],
    }),
  });
  return moved;
}

describe('pretraining', () => {
  beforeAll(() => useBackend('cpu'));

  it('moves one layer after another, and the one that undoes it, and nothing else', async () => {
    const x = examples();
    const model = create();
    // Kernel and bias of three layers of the encoder, then of three of the decoder.
    expect(await movedByLayer(model, x, { epochs: 2, batchSize: 10 })).toEqual([
      [0, 1, 10, 11],
      [2, 3, 8, 9],
      [4, 5, 6, 7],
    ]);
    x.dispose();
    model.dispose();
  });

  it('of tied networks moves kernels that stay shared', async () => {
    const x = examples();
    const model = create({ architecture: 'tied' });
    // Kernel and bias of three layers of the encoder, then the biases of three of the decoder.
    expect(await movedByLayer(model, x, { epochs: 2, batchSize: 10 })).toEqual([
      [0, 1, 8],
      [2, 3, 7],
      [4, 5, 6],
    ]);
    const kernel = (name: string, network: tf.LayersModel) =>
      network
        .getLayer(name)
        .weights.map((weight) => weight.read())
        .find(({ rank }) => rank === 2);
    const { encoder, decoder } = model.networks;
    expect(kernel('decoder-output', decoder)).toBe(kernel('encoder-hidden-1', encoder));
    x.dispose();
    model.dispose();
  });

  it('lowers the loss of each layer, tells them apart, and leaves no tensor behind', async () => {
    const x = examples();
    const model = create();
    await expectNoLeak(async () => {
      const histories = await pretrain(model, x, {
        epochs: 30,
        batchSize: 10,
        learningRate: 1e-2,
        validation: x,
        forLayer: (layer) => ({ epochs: 30 - layer }),
      });
      expect(histories.map(({ epochs }) => epochs.length)).toEqual([30, 29, 28]);
      for (const [index, { epochs, stopped }] of histories.entries()) {
        const term = `layer-${index + 1}/loss`;
        expect(Object.keys(epochs[0]!.terms)).toEqual([term]);
        expect(epochs.at(-1)!.terms[term]).toBeLessThan(epochs[0]!.terms[term]!);
        expect(epochs.at(-1)!.validation![term]).toBeLessThan(epochs[0]!.validation![term]!);
        expect(stopped).toBe('finished');
      }
    });
    x.dispose();
    model.dispose();
  });

  it('gives each layer what those before make of clean inputs, which are corrupted for it alone', async () => {
    const x = examples();
    const given: { shape: number[]; values: number[] }[] = [];
    const model = create({
      corruption: (h) => {
        given.push({ shape: h.shape, values: [...h.dataSync()] });
        return tf.zerosLike(h);
      },
    });
    /** What the first layer makes of clean inputs, once it is trained. */
    let clean: number[] = [];
    const { encoder } = model.networks;
    const first = tf.model({
      inputs: encoder.inputs,
      outputs: encoder.getLayer('encoder-hidden-1').output as tf.SymbolicTensor,
    });
    await pretrain(model, x, {
      epochs: 1,
      batchSize: 30,
      shuffle: false,
      forLayer: (layer) => ({
        callbacks: [
          {
            onTrainEnd: () => {
              if (layer === 0) clean = tf.tidy(() => [...(first.apply(x) as tf.Tensor).dataSync()]);
            },
          },
        ],
      }),
    });
    // Each layer is tried on one example before its first step.
    const steps = given.filter(({ shape }) => shape[0] === 30);
    expect(steps.map(({ shape }) => shape)).toEqual([
      [30, 3, 4],
      [30, 8],
      [30, 6],
    ]);
    expect(steps[0]!.values).toEqual([...x.dataSync()]);
    expectAllClose(steps[1]!.values, clean);
    x.dispose();
    model.dispose();
  });

  it('ends where a signal says so, and returns what there is', async () => {
    const x = examples();
    const model = create();
    const start = weightsOf(model);
    const abort = new AbortController();
    const histories = await pretrain(model, x, {
      epochs: 3,
      batchSize: 10,
      signal: abort.signal,
      forLayer: (layer) => ({
        callbacks: [{ onEpochEnd: ({ epoch }) => (layer === 1 && epoch === 2 ? abort.abort() : undefined) }],
      }),
    });
    expect(histories.map(({ stopped, epochs }) => [stopped, epochs.length])).toEqual([
      ['finished', 3],
      ['aborted', 2],
    ]);
    const end = weightsOf(model);
    expect([4, 5, 6, 7].map((index) => end[index])).toEqual([4, 5, 6, 7].map((index) => start[index]));
    x.dispose();
    model.dispose();
  });

  it('goes on from a checkpoint of a layer as if it had not been interrupted', async () => {
    const x = examples();
    const options = { epochs: 4, batchSize: 10, seed: 3 };
    const whole = create();
    await pretrain(whole, x, options);

    const stores = [memoryCheckpoints(), memoryCheckpoints(), memoryCheckpoints()];
    const interrupted = create();
    const abort = new AbortController();
    await pretrain(interrupted, x, {
      ...options,
      signal: abort.signal,
      forLayer: (layer) => ({
        callbacks: [
          checkpoint({ store: stores[layer]!, everySteps: 2 }),
          { onStep: ({ step }) => (layer === 1 && step === 5 ? abort.abort() : undefined) },
        ],
      }),
    });
    const again = create();
    const taken = [0, 0, 0];
    const histories = await pretrain(again, x, {
      ...options,
      forLayer: (layer) => ({
        resume: stores[layer]!,
        callbacks: [{ onStep: () => void taken[layer]!++ }],
      }),
    });
    expect(taken).toEqual([0, 7, 12]);
    expect(histories.map(({ steps }) => steps)).toEqual([12, 12, 12]);
    expect(weightsOf(again)).toEqual(weightsOf(whole));
    x.dispose();
    for (const model of [whole, interrupted, again]) model.dispose();
  });

  it('refuses networks that are no stack', async () => {
    const x = tf.zeros([4, 4, 4, 1]);
    const images = { inputShape: [4, 4, 1], latentDim: 2, filters: [3] };
    const model = denoisingAutoencoder({ ...images, architecture: 'convolutional' });
    await expect(pretrain(model, x, { epochs: 1 })).rejects.toThrow(OptionError);
    x.dispose();
    model.dispose();
  });
});

describe('on the digits', () => {
  beforeAll(() => useBackend('wasm'));

  it('a deep stack of sigmoids comes lower when it was pretrained, for the same steps of fine-tuning', async () => {
    const errorAfter = async (epochs: number) => {
      const model = denoisingAutoencoder({
        inputShape: [8, 8, 1],
        hidden: [48, 40, 32, 24],
        latentDim: 16,
        activation: 'sigmoid',
        codeActivation: 'sigmoid',
        corruption: 'masking',
      });
      const shared = { batchSize: 64, seed: 1, learningRate: 5e-3 };
      if (epochs > 0) await pretrain(model, digits(), { ...shared, epochs });
      await fit(model, digits(), { ...shared, epochs: 8 });
      const { squaredError } = await evaluate(model, digits());
      model.dispose();
      return squaredError!;
    };
    const [alone, pretrained] = [await errorAfter(0), await errorAfter(8)];
    expect(pretrained).toBeLessThan(0.8 * alone);
  });
});
