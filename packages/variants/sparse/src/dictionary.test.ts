import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { dictionary, sparseAutoencoder } from './index.js';
import { dense, relu, rowsOf, setLayers } from './testing/by-hand.js';

beforeAll(() => useBackend('cpu'));

describe('the dictionary', () => {
  it('of a decoder of one dense layer is the rows of its kernel, in the shape of inputs', async () => {
    const model = sparseAutoencoder({ inputShape: [2, 3], latentDim: 4 });
    const kernel = model.networks.decoder.getLayer('decoder-output').getWeights()[0]!;
    await expectNoLeak(() => {
      const atoms = dictionary(model);
      expect(atoms.shape).toEqual([4, 2, 3]);
      expectAllClose(atoms.dataSync(), rowsOf(kernel).flat());
      atoms.dispose();
    });
    model.dispose();
  });

  it('of a deeper one is what each unit alone adds to the output of none', () => {
    const hidden = {
      kernel: [
        [0.5, -0.9],
        [-0.4, 0.8],
        [1.2, 0.3],
      ],
      bias: [0.1, -0.2],
    };
    const output = {
      kernel: [
        [0.7, 0.2, -0.5],
        [0.4, -1.1, 0.3],
      ],
      bias: [0.3, -0.1, 0.6],
    };
    const model = sparseAutoencoder({ inputShape: [3], hidden: [2], latentDim: 3 });
    setLayers(model.networks.decoder, { 'decoder-hidden-1': hidden, 'decoder-output': output });
    const decode = (code: number[]) => dense(relu(dense(code, hidden)), output);
    const none = decode([0, 0, 0]);
    const units = [0, 1, 2].map((unit) => decode([0, 1, 2].map((other) => Number(other === unit))));
    const atoms = dictionary(model);
    expectAllClose(
      atoms.dataSync(),
      units.flatMap((row) => row.map((value, i) => value - none[i]!)),
    );
    atoms.dispose();
    model.dispose();
  });

  it('of two numbers per value is that of the first, the location', async () => {
    const spread = { loss: 'gaussian', variance: 'learned' } as const;
    const model = sparseAutoencoder({ inputShape: [2, 3], latentDim: 4, ...spread });
    const kernel = model.networks.decoder.getLayer('decoder-output').getWeights()[0]!;
    const locations = rowsOf(kernel).map((row) => [...row.slice(0, 3), ...row.slice(6, 9)]);
    await expectNoLeak(() => {
      const atoms = dictionary(model);
      expect(atoms.shape).toEqual([4, 2, 3]);
      expectAllClose(atoms.dataSync(), locations.flat());
      atoms.dispose();
    });
    model.dispose();
  });

  it('of convolutions has the shape of images', () => {
    const images = { inputShape: [6, 5, 2], filters: [3], latentDim: 7 };
    const model = sparseAutoencoder({ ...images, architecture: 'convolutional' });
    const atoms = dictionary(model);
    expect(atoms.shape).toEqual([7, 6, 5, 2]);
    atoms.dispose();
    model.dispose();
  });
});

describe('the view of it', () => {
  it('shows the units most active on the examples first, at most a hundred, as images', async () => {
    const model = sparseAutoencoder({ inputShape: [3, 2, 1], latentDim: 120 });
    const x = tf.tensor4d(testValues(6 * 9, 0, 1), [9, 3, 2, 1]);
    const [view] = model.views!;
    expect(view).toMatchObject({ title: 'Dictionary', scale: 'weights' });
    const activity = tf.tidy(() => [...tf.mean(model.encode(x), 0).dataSync()]);
    const order = [...activity.keys()].sort((a, b) => activity[b]! - activity[a]! || a - b).slice(0, 3);
    const atoms = dictionary(model);
    await expectNoLeak(() =>
      tf.tidy(() => {
        const rows = view!.rows(x, randomSource(1));
        expect(Object.keys(rows)).toEqual(['features']);
        expect(rows.features!.shape).toEqual([100, 3, 2, 1]);
        const first = tf.slice(rows.features!, 0, 3).dataSync();
        const expected = order.flatMap((unit) => [...tf.slice(atoms, unit, 1).dataSync()]);
        expectAllClose(first, expected);
      }),
    );
    const few = sparseAutoencoder({ inputShape: [3, 2, 1], latentDim: 5 });
    const shape = tf.tidy(() => few.views![0]!.rows(x, randomSource(1)).features!.shape);
    expect(shape).toEqual([5, 3, 2, 1]);
    tf.dispose([x, atoms]);
    for (const each of [model, few]) each.dispose();
  });
});
