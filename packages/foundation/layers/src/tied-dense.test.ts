import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { denseEncoder, TiedDense, type TiedDenseOptions, tie } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function decoderOf(options: Partial<TiedDenseOptions> = {}): tf.LayersModel {
  const code = tf.input({ shape: [3], name: 'code' });
  const layer = new TiedDense({ units: 5, name: 'tied', ...options });
  return tf.model({ inputs: code, outputs: layer.apply(code) as tf.SymbolicTensor, name: 'decoder' });
}

function build(options: Partial<TiedDenseOptions> = {}) {
  const encoder = denseEncoder({ inputShape: [5], latentDim: 3, seed: 1 });
  const dense = encoder.getLayer('encoder-code');
  return { encoder, dense, decoder: decoderOf({ tiedTo: dense, ...options }) };
}

async function reloaded(model: tf.LayersModel): Promise<tf.LayersModel> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return tf.loadLayersModel(tf.io.fromMemory(saved!));
}

const variables = (...models: tf.LayersModel[]) =>
  models.flatMap((model) => model.trainableWeights.map((weight) => weight.read()));
const output = (model: tf.LayersModel) =>
  tf.tidy(() => [...(model.apply(tf.tensor2d(testValues(6), [2, 3])) as tf.Tensor).dataSync()]);

const activations = {
  linear: (y: number) => y,
  relu: (y: number) => Math.max(0, y),
  sigmoid: (y: number) => 1 / (1 + Math.exp(-y)),
  tanh: Math.tanh,
};
const activationNames = Object.keys(activations) as (keyof typeof activations)[];

describe('TiedDense', () => {
  it.each(activationNames)('computes f(x Wᵀ + b) with f %s', (activation) => {
    const f = activations[activation];
    const { dense, decoder } = build({ activation });
    const bias = tf.tensor1d([0.1, -0.2, 0.3, -0.4, 0.5]);
    decoder.getLayer('tied').weights[1]!.write(bias);
    const w = dense.weights[0]!.read().dataSync();
    const z = testValues(6);
    const expected = [0, 1].flatMap((row) =>
      [0, 1, 2, 3, 4].map((i) =>
        f([0, 1, 2].reduce((y, j) => y + z[row * 3 + j]! * w[i * 3 + j]!, [0.1, -0.2, 0.3, -0.4, 0.5][i]!)),
      ),
    );
    expectAllClose(output(decoder), expected, { relative: 1e-5, absolute: 1e-6 });
  });

  it('counts the shared kernel once', () => {
    const { encoder, dense, decoder } = build();
    const all = variables(encoder, decoder);
    expect(all).toHaveLength(4);
    expect(new Set(all).size).toBe(3);
    expect(all.filter((variable) => variable === dense.weights[0]!.read())).toHaveLength(2);
  });

  it.each(activationNames)('has the gradient of both uses of the kernel, %s', (activation) => {
    const { encoder, dense, decoder } = build({ activation });
    const kernel = dense.weights[0]!.read() as tf.Variable;
    const x = Float64Array.from(testValues(5));
    const f = activations[activation];
    const reference = (w: Float64Array) => {
      const z = [0, 1, 2].map((j) => x.reduce((sum, value, i) => sum + value * w[i * 3 + j]!, 0));
      return x.reduce(
        (sum, value, i) => sum + (f(z.reduce((y, zj, j) => y + zj * w[i * 3 + j]!, 0)) - value) ** 2,
        0,
      );
    };
    const got = tf.tidy(() => {
      const input = tf.tensor2d(Float32Array.from(x), [1, 5]);
      const loss = () =>
        tf.sum(tf.square(tf.sub(decoder.apply(encoder.apply(input)) as tf.Tensor, input))) as tf.Scalar;
      return tf.variableGrads(loss, [kernel]).grads[kernel.name]!.dataSync();
    });
    expectAllClose(got, finiteDifferences(reference, kernel.dataSync()), {
      relative: 1e-3,
      absolute: 1e-4,
    });
  });

  it('alone has a kernel by its seed', () => {
    expect(output(decoderOf({ seed: 4 }))).toEqual(output(decoderOf({ seed: 4 })));
    expect(output(decoderOf({ seed: 4 }))).not.toEqual(output(decoderOf({ seed: 5 })));
  });

  it('frozen leaves the training of the layer that owns the kernel', () => {
    const { encoder, dense, decoder } = build();
    decoder.getLayer('tied').trainable = false;
    expect(variables(decoder)).toEqual([]);
    expect(variables(encoder)).toHaveLength(2);
    expect((dense.weights[0]!.read() as tf.Variable).trainable).toBe(true);
  });

  it('leaves nothing behind, in either order of disposal', async () => {
    for (const reverse of [false, true]) {
      await expectNoLeak(() => {
        const { encoder, decoder } = build();
        output(decoder);
        for (const model of reverse ? [decoder, encoder] : [encoder, decoder]) model.dispose();
      });
    }
  });

  it('refuses impossible options and kernels that do not fit', () => {
    const { dense } = build();
    expect(() => new TiedDense({ units: 0 })).toThrow(/units is 0/);
    expect(() => new TiedDense({ units: 2, activation: 'step' as 'relu' })).toThrow(OptionError);
    expect(() => new TiedDense({ units: 4, tiedTo: dense }).build([null, 3])).toThrow(/needs \[4, 3\]/);
    expect(() => new TiedDense({ units: 5, tiedTo: dense }).build([null, 2, 3])).toThrow(/flatten first/);
    const unbuilt = tf.layers.dense({ units: 3, name: 'later' });
    expect(() => new TiedDense({ units: 5, tiedTo: unbuilt }).build([null, 3])).toThrow(
      /'later' has no kernel/,
    );
  });
});

describe('saved and loaded', () => {
  it('alone owns its kernel', async () => {
    const { dense, decoder } = build({ activation: 'tanh' });
    const loaded = await reloaded(decoder);
    expect(output(loaded)).toEqual(output(decoder));
    const before = output(loaded);
    const kernel = dense.weights[0]!;
    tf.tidy(() => void kernel.write(tf.mul(kernel.read(), 2)));
    expect(output(decoder)).not.toEqual(before);
    expect(output(loaded)).toEqual(before);
  });

  it('shares the kernel again once tied, and frees its own', async () => {
    const { encoder, decoder } = build();
    const [loadedEncoder, loadedDecoder] = [await reloaded(encoder), await reloaded(decoder)];
    expect(new Set(variables(loadedEncoder, loadedDecoder)).size).toBe(4);
    const before = tf.memory().numTensors;
    const [tied, dense] = [loadedDecoder.getLayer('tied'), loadedEncoder.getLayer('encoder-code')];
    tie(tied, dense);
    expect(tf.memory().numTensors).toBe(before - 1);
    tie(tied, dense);
    expect(tf.memory().numTensors).toBe(before - 1);
    expect(new Set(variables(loadedEncoder, loadedDecoder)).size).toBe(3);
    expect(output(loadedDecoder)).toEqual(output(decoder));
    expect(output(await reloaded(loadedDecoder))).toEqual(output(decoder));
  });

  it('ties nothing but a built TiedDense', () => {
    const { dense } = build();
    expect(() => tie(dense, dense)).toThrow(/only a TiedDense/);
    expect(() => tie(new TiedDense({ units: 5, name: 'new' }), dense)).toThrow(/'new' is not built/);
  });
});
