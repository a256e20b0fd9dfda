import { randomSource, withRandomSource } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  Dropout,
  denseDecoder,
  gaussianCorruption,
  maskingCorruption,
  registerLayers,
  reparameterize,
  Sampling,
  saltAndPepperCorruption,
  TiedDense,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const values = (tensor: tf.Tensor) => [...tensor.dataSync()];

describe('Dropout and Sampling', () => {
  const x = () => tf.ones([4, 500]);

  it('Dropout keeps the mean, draws anew each step and the same for the same step', () => {
    const layer = new Dropout({ rate: 0.3, name: 'drop' });
    const at = (step: number) =>
      tf.tidy(() =>
        withRandomSource(randomSource(1, step), () =>
          values(layer.apply(x(), { training: true }) as tf.Tensor),
        ),
      );
    const dropped = at(0);
    expect(at(0)).toEqual(dropped);
    expect(at(1)).not.toEqual(dropped);
    expect(dropped.filter((value) => value === 0).length / 2000).toBeCloseTo(0.3, 1);
    expect(dropped.reduce((a, b) => a + b) / 2000).toBeCloseTo(1, 1);
  });

  it('Dropout does nothing outside training, and refuses a rate of 1', () => {
    const layer = new Dropout({ rate: 0.3 });
    tf.tidy(() => {
      expect(values(layer.apply(x()) as tf.Tensor)).toEqual(values(x()));
    });
    expect(() => new Dropout({ rate: 1 })).toThrow(OptionError);
  });

  it('Sampling is the mean outside training and has the spread in it', () => {
    const layer = new Sampling({ name: 'sample' });
    tf.tidy(() => {
      const mean = tf.fill([4, 500], 2);
      const logVariance = tf.fill([4, 500], Math.log(0.25));
      expect(values(layer.apply([mean, logVariance]) as tf.Tensor)).toEqual(values(mean));
      const drawn = values(layer.apply([mean, logVariance], { training: true }) as tf.Tensor);
      const average = drawn.reduce((a, b) => a + b) / 2000;
      const variance = drawn.reduce((a, b) => a + (b - average) ** 2, 0) / 2000;
      expect(average).toBeCloseTo(2, 1);
      expect(variance).toBeCloseTo(0.25, 1);
    });
  });

  it('reparameterize is differentiable in its parameters', () => {
    const noise = [0.3, -1.2];
    const at = (m: number, v: number) => noise.reduce((sum, e) => sum + (m + Math.exp(v / 2) * e) ** 2, 0);
    const [byMean, byLogVariance] = tf.tidy(() =>
      tf
        .grads((m, v) =>
          tf.sum(tf.square(reparameterize(m as tf.Tensor, v as tf.Tensor, tf.tensor1d(noise)))),
        )([tf.scalar(0.4), tf.scalar(-0.7)])
        .map((g) => g.dataSync()[0]!),
    );
    expectAllClose(
      [byMean!, byLogVariance!],
      finiteDifferences(([m, v]) => at(m!, v!), [0.4, -0.7]),
    );
  });
});

describe('TiedDense', () => {
  const build = () => {
    const input = tf.input({ shape: [5] });
    const dense = tf.layers.dense({
      units: 3,
      kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }),
    });
    const encoder = tf.model({ inputs: input, outputs: dense.apply(input) as tf.SymbolicTensor });
    const code = tf.input({ shape: [3] });
    const tied = new TiedDense({ units: 5, tiedTo: dense, name: 'tied' });
    const decoder = tf.model({ inputs: code, outputs: tied.apply(code) as tf.SymbolicTensor });
    return { encoder, decoder };
  };

  it('multiplies by the transposed kernel and shares the variable', () => {
    const { encoder, decoder } = build();
    const [kernel] = encoder.trainableWeights;
    expect(decoder.trainableWeights.map((weight) => weight.read())).toContain(kernel!.read());
    tf.tidy(() => {
      const z = tf.tensor2d(testValues(6), [2, 3]);
      const expected = tf.matMul(z, kernel!.read() as tf.Tensor2D, false, true);
      expectAllClose((decoder.apply(z) as tf.Tensor).dataSync(), expected.dataSync());
    });
  });

  it('has the gradient of both uses of the kernel', () => {
    const { encoder, decoder } = build();
    const kernel = encoder.trainableWeights[0]!.read() as tf.Variable;
    const x = Float64Array.from(testValues(5));
    const reference = (w: Float64Array) => {
      const z = [0, 1, 2].map((j) => x.reduce((sum, value, i) => sum + value * w[i * 3 + j]!, 0));
      return x.reduce(
        (sum, value, i) => sum + (z.reduce((y, zj, j) => y + zj * w[i * 3 + j]!, 0) - value) ** 2,
        0,
      );
    };
    const start = kernel.dataSync();
    const got = tf.tidy(() => {
      const input = tf.tensor2d(Float32Array.from(x), [1, 5]);
      const loss = () =>
        tf.sum(tf.square(tf.sub(decoder.apply(encoder.apply(input)) as tf.Tensor, input))) as tf.Scalar;
      return tf.variableGrads(loss, [kernel]).grads[kernel.name]!.dataSync();
    });
    expectAllClose(got, finiteDifferences(reference, start), { relative: 1e-3, absolute: 1e-4 });
  });

  it('refuses a kernel that does not fit', () => {
    const dense = tf.layers.dense({ units: 3, inputShape: [5] });
    dense.build([null, 5]);
    expect(() => new TiedDense({ units: 4, tiedTo: dense }).build([null, 3])).toThrow(/needs \[4, 3\]/);
  });

  it('comes back from a saved model with a kernel of its own', async () => {
    registerLayers();
    const { decoder } = build();
    let saved: tf.io.ModelArtifacts | undefined;
    await decoder.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
    tf.tidy(() => {
      const z = tf.tensor2d(testValues(6), [2, 3]);
      expectAllClose((loaded.apply(z) as tf.Tensor).dataSync(), (decoder.apply(z) as tf.Tensor).dataSync());
    });
  });
});

describe('corruption', () => {
  const random = randomSource(3);
  const corrupted = (corrupt: ReturnType<typeof maskingCorruption>) =>
    tf.tidy(() => values(corrupt(tf.fill([100, 50], 0.5), random)));

  it('Gaussian adds noise of the given spread', () => {
    const noise = corrupted(gaussianCorruption({ standardDeviation: 0.2 })).map((value) => value - 0.5);
    expect(noise.reduce((a, b) => a + b) / 5000).toBeCloseTo(0, 2);
    expect(Math.sqrt(noise.reduce((a, b) => a + b * b) / 5000)).toBeCloseTo(0.2, 2);
  });

  it('masking sets the given fraction to 0 and leaves the rest', () => {
    const masked = corrupted(maskingCorruption({ rate: 0.25 }));
    expect(new Set(masked)).toEqual(new Set([0, 0.5]));
    expect(masked.filter((value) => value === 0).length / 5000).toBeCloseTo(0.25, 1);
  });

  it('salt and pepper set half of the fraction to each end', () => {
    const salted = corrupted(saltAndPepperCorruption({ rate: 0.4, low: -1, high: 2 }));
    expect(salted.filter((value) => value === -1).length / 5000).toBeCloseTo(0.2, 1);
    expect(salted.filter((value) => value === 2).length / 5000).toBeCloseTo(0.2, 1);
    expect(new Set(salted)).toEqual(new Set([-1, 0.5, 2]));
  });

  it('repeats for the same step, leaves nothing behind, and refuses impossible rates', async () => {
    expect(corrupted(gaussianCorruption({ standardDeviation: 1 }))).toEqual(
      corrupted(gaussianCorruption({ standardDeviation: 1 })),
    );
    await expectNoLeak(() => {
      const x = tf.ones([3, 4]);
      tf.dispose([x, saltAndPepperCorruption({ rate: 0.5 })(x, random)]);
    });
    expect(() => maskingCorruption({ rate: 1.5 })).toThrow(OptionError);
    expect(() => gaussianCorruption({ standardDeviation: -1 })).toThrow(OptionError);
  });
});

it('a builder makes its layers known to tf.loadLayersModel', () => {
  denseDecoder({ latentDim: 2, outputShape: [3] });
  const known = (
    tf.serialization.SerializationMap as unknown as { getMap(): { classNameMap: object } }
  ).getMap();
  expect(Object.keys(known.classNameMap)).toContain('AutoencodersDropout');
});
