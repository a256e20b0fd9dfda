import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { Centring } from './centring.js';
import { denseDecoder, denseEncoder } from './dense.js';
import { registerLayers } from './register-layers.js';

beforeAll(() => tf.setBackend('cpu'));

/** An encoder that subtracts the bias of its decoder. */
function networks() {
  const decoder = denseDecoder({ latentDim: 2, outputShape: [3] });
  const before = new Centring({ tiedTo: decoder.getLayer('decoder-output'), name: 'encoder-centring' });
  return { encoder: denseEncoder({ inputShape: [3], latentDim: 2, before }), decoder };
}

const bias = [0.5, -1, 2];

describe('centring', () => {
  it("subtracts the decoder's bias, of which there is one", () => {
    const { encoder, decoder } = networks();
    tf.tidy(() => decoder.setWeights([decoder.getWeights()[0]!, tf.tensor1d(bias)]));
    const [kernel] = encoder.getWeights().filter(({ rank }) => rank === 2);
    const x = tf.tensor2d(testValues(6, -1, 1), [2, 3]);
    const expected = tf.tidy(() => tf.matMul(tf.sub(x, tf.tensor1d(bias)), kernel as tf.Tensor2D).dataSync());
    expectAllClose(
      tf.tidy(() => (encoder.apply(x) as tf.Tensor).dataSync()),
      expected,
    );
    const variables = [...encoder.trainableWeights, ...decoder.trainableWeights].map((weight) =>
      weight.read(),
    );
    expect(new Set(variables).size).toBe(variables.length - 1);
    x.dispose();
    for (const network of [encoder, decoder]) network.dispose();
  });

  it('has a gradient from both of its places', () => {
    const { encoder, decoder } = networks();
    const variable = decoder.getLayer('decoder-output').weights[1]!.read() as tf.Variable;
    const x = tf.tensor2d(testValues(6, -1, 1), [2, 3]);
    const loss = () =>
      tf.sum(tf.square(decoder.apply(encoder.apply(x) as tf.Tensor) as tf.Tensor)) as tf.Scalar;
    const gradient = tf.tidy(() => tf.variableGrads(loss, [variable]).grads[variable.name]!.dataSync());
    const differences = finiteDifferences(
      (point) =>
        tf.tidy(() => {
          variable.assign(tf.tensor1d([...point]));
          return loss().dataSync()[0]!;
        }),
      [0, 0, 0],
      1e-2,
    );
    expectAllClose(gradient, differences, { relative: 1e-2, absolute: 1e-2 });
    x.dispose();
    for (const network of [encoder, decoder]) network.dispose();
  });

  it('is loaded alone with a bias of its own, and leaves nothing behind', async () => {
    registerLayers();
    await expectNoLeak(async () => {
      const { encoder, decoder } = networks();
      tf.tidy(() => decoder.setWeights([decoder.getWeights()[0]!, tf.tensor1d(bias)]));
      let artifacts: tf.io.ModelArtifacts | undefined;
      await encoder.save(
        tf.io.withSaveHandler(async (saved) => {
          artifacts = saved;
          return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
        }),
      );
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts!));
      const x = tf.ones([1, 3]);
      const [before, after] = [encoder, loaded].map((network) =>
        tf.tidy(() => [...(network.apply(x) as tf.Tensor).dataSync()]),
      );
      expect(after).toEqual(before);
      x.dispose();
      for (const network of [encoder, decoder, loaded]) network.dispose();
    });
  });

  it('names a bias that does not fit', () => {
    const owner = tf.layers.dense({ units: 4, name: 'owner' });
    expect(() => new Centring({ tiedTo: owner, name: 'c' }).build([null, 3])).toThrow(OptionError);
    owner.build([null, 2]);
    expect(() => new Centring({ tiedTo: owner, name: 'c' }).build([null, 3])).toThrow(
      /bias of shape \[4\].*\[3\]/,
    );
    for (const weight of owner.weights) weight.dispose();
  });
});
