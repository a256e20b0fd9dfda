import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';

const convolution = { kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' } as const;

const networks: Record<string, () => tf.Sequential> = {
  dense: () =>
    tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [7], units: 9, activation: 'relu' }),
        tf.layers.dense({ units: 5, activation: 'relu' }),
        tf.layers.dense({ units: 3 }),
      ],
    }),
  convolutional: () =>
    tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [9, 7, 1], filters: 4, ...convolution }),
        tf.layers.conv2d({ filters: 6, ...convolution, padding: 'valid' }),
        tf.layers.conv2dTranspose({ filters: 4, ...convolution }),
        tf.layers.conv2dTranspose({ filters: 2, ...convolution, activation: 'linear' }),
      ],
    }),
};

/** Kernels that are called meanwhile. */
function watched(work: () => void): string[] {
  const called: string[] = [];
  const runKernel = tf.engine().runKernel;
  tf.engine().runKernel = ((name: string, ...rest: [tf.NamedTensorMap]) => {
    called.push(name);
    return runKernel.call(tf.engine(), name, ...rest);
  }) as typeof runKernel;
  try {
    work();
  } finally {
    tf.engine().runKernel = runKernel;
  }
  return called;
}

/** The output, all gradients, and the slope of a penalty on the gradient of the input, on an engine. */
async function onEngine(engine: 'cpu' | 'wasm', name: string, called: string[]): Promise<Float32Array[]> {
  await useBackend(engine);
  const network = networks[name]!();
  network.setWeights(
    network
      .getWeights()
      .map((weight, i) => tf.tensor(testValues(weight.size, -0.6, 0.7, i + 1), weight.shape)),
  );
  const shape = [3, ...(network.inputs[0]!.shape.slice(1) as number[])];
  const x = tf.tensor(testValues(tf.util.sizeFromShape(shape), -1, 1, 9), shape);
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const output = (input: tf.Tensor) => network.apply(input, { training: true }) as tf.Tensor;
  const loss = () => tf.sum(tf.square(output(x))) as tf.Scalar;
  const penalty = () =>
    tf.sum(tf.square(tf.grad((input: tf.Tensor) => tf.sum(tf.square(output(input))))(x))) as tf.Scalar;
  const results: Float32Array[] = [];
  await expectNoLeak(() =>
    tf.tidy(() => {
      results.push(output(x).dataSync<'float32'>());
      called.push(
        ...watched(() => {
          for (const f of [loss, penalty]) {
            const { value, grads } = tf.variableGrads(f, variables);
            results.push(value.dataSync<'float32'>());
            for (const { name: key } of variables) {
              if (grads[key]) results.push(grads[key].dataSync<'float32'>());
            }
          }
        }),
      );
    }),
  );
  tf.dispose(x);
  network.dispose();
  return results;
}

describe('layers with ReLU, trained', () => {
  it.each(Object.keys(networks))('%s: as on cpu, in first and second derivatives, fused', async (name) => {
    const called: string[] = [];
    const expected = await onEngine('cpu', name, []);
    const actual = await onEngine('wasm', name, called);
    expect(actual.length).toBe(expected.length);
    for (const [i, values] of expected.entries()) {
      expectAllClose(actual[i]!, values, { relative: 1e-3, absolute: 1e-3 });
    }
    const fused = name === 'dense' ? ['DenseRelu'] : ['ConvolutionRelu', 'BiasRelu'];
    for (const kernel of fused) expect(called).toContain(`Autoencoders${kernel}`);
    expect(called).not.toContain('Relu');
  });
});
