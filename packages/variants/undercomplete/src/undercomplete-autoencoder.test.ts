import { fit, useBackend, variablesOf } from '@autoencoders/core';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { denseDecoder, denseEncoder } from '@autoencoders/layers';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { undercompleteAutoencoder } from './index.js';

beforeAll(() => useBackend('cpu'));

type Options = Parameters<typeof undercompleteAutoencoder>[0];

const context = { step: 0, epoch: 0, training: false, random: undefined as never };

/** The loss terms of a model on rows. */
function terms(model: ReturnType<typeof undercompleteAutoencoder>, rows: number[][]) {
  return tf.tidy(() => {
    const found = model.phases[0]!.loss({ x: tf.tensor2d(rows) }, context);
    return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value.dataSync()[0]!]));
  });
}

describe('the loss', () => {
  const rows = [
    [0.2, 0.7],
    [1, 0.1],
  ];
  /** One code `z = a · x + 0.5`, outputs `z v + c`. */
  const byHand = (options: Partial<Options> = {}) => {
    const model = undercompleteAutoencoder({
      inputShape: [2],
      latentDim: 1,
      architecture: 'linear',
      ...options,
    });
    tf.tidy(() => {
      model.networks.encoder.setWeights([tf.tensor2d([0.6, -0.8], [2, 1]), tf.tensor1d([0.5])]);
      model.networks.decoder.setWeights([tf.tensor2d([[0.9, -0.3]]), tf.tensor1d([0.05, 0.4])]);
    });
    return model;
  };
  const outputs = rows.map(([a, b]) => {
    const z = 0.6 * a! - 0.8 * b! + 0.5;
    return [0.9 * z + 0.05, -0.3 * z + 0.4];
  });
  /** Summed over features, averaged over the rows. */
  const average = (perValue: (x: number, y: number) => number) =>
    rows.flatMap((row, i) => row.map((x, j) => perValue(x, outputs[i]![j]!))).reduce((a, b) => a + b) / 2;

  it('is the squared error in double precision', () => {
    const error = average((x, y) => (x - y) ** 2);
    const found = terms(byHand(), rows);
    expectAllClose([found.loss!, found.squaredError!], [error, error]);
  });

  it('or the negative log-likelihood that is named, with the error of its mean', () => {
    const found = terms(byHand({ loss: 'bernoulli' }), rows);
    const sigmoid = (y: number) => 1 / (1 + Math.exp(-y));
    expectAllClose(
      [found.loss!, found.squaredError!],
      [
        average((x, y) => -x * Math.log(sigmoid(y)) - (1 - x) * Math.log(1 - sigmoid(y))),
        average((x, y) => (x - sigmoid(y)) ** 2),
      ],
    );
    const gaussian = terms(byHand({ loss: 'gaussian', variance: 0.5 }), rows);
    expectAllClose([gaussian.loss!], [average((x, y) => Math.log(Math.PI) / 2 + (x - y) ** 2)]);
  });
});

describe('tied networks', () => {
  const options: Options = { inputShape: [3, 2], latentDim: 2, hidden: [5, 4], architecture: 'tied' };

  it('share their kernels, transposed, and keep biases of their own', async () => {
    const model = undercompleteAutoencoder(options);
    const { encoder, decoder } = model.networks;
    const shapes = variablesOf(encoder, decoder).map(({ shape }) => shape);
    expect(shapes).toEqual([[6, 5], [5], [5, 4], [4], [4, 2], [2], [4], [5], [6]]);
    const x = tf.tensor3d(testValues(60, 0, 1), [10, 3, 2]);
    await expectNoLeak(() => fit(model, x, { epochs: 3, batchSize: 5 }));
    const values = (name: string, network: tf.LayersModel) =>
      network.layers
        .filter((layer) => layer.name.includes(name))
        .flatMap((layer) => [
          ...layer
            .getWeights()
            .find(({ rank }) => rank === 2)!
            .dataSync(),
        ]);
    expect(values('decoder-hidden-2', decoder)).toEqual(values('encoder-hidden-2', encoder));
    x.dispose();
    await expectNoLeak(() => undercompleteAutoencoder(options).dispose());
  });

  it("cannot give two numbers per value, nor be half the caller's own", () => {
    expect(() => undercompleteAutoencoder({ ...options, loss: 'gaussian', variance: 'learned' })).toThrow(
      /tied kernels give one/,
    );
    const encoder = denseEncoder({ inputShape: [3, 2], latentDim: 2 });
    expect(() => undercompleteAutoencoder({ ...options, encoder })).toThrow(OptionError);
    expect(() => undercompleteAutoencoder({ ...options, encoder })).toThrow(/leave out 'encoder'/);
  });
});

describe("networks of the caller's own", () => {
  it('are used, and nothing is built in their place', async () => {
    const encoder = denseEncoder({ inputShape: [6], hidden: [5], latentDim: 2 });
    const decoder = denseDecoder({ latentDim: 2, hidden: [5], outputShape: [6] });
    await expectNoLeak(() => {
      const model = undercompleteAutoencoder({ inputShape: [6], latentDim: 2, encoder, decoder });
      expect(model.networks).toEqual({ encoder, decoder });
    });
  });

  it('that do not fit are named with both shapes', () => {
    const encoder = denseEncoder({ inputShape: [6], latentDim: 3 });
    const create = () => undercompleteAutoencoder({ inputShape: [6], latentDim: 2, encoder });
    expect(create).toThrow(ShapeError);
    expect(create).toThrow(/'encoder' gives \[3\], it must give \[2\]/);
  });
});

it('has a domain only where the loss asks for one', () => {
  expect(undercompleteAutoencoder({ inputShape: [6] }).domain).toBeUndefined();
  expect(undercompleteAutoencoder({ inputShape: [6], loss: 'bernoulli' }).domain).toMatchObject({
    minimum: 0,
    maximum: 1,
  });
});
