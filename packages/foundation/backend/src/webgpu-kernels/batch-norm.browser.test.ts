import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { countDeviceCalls } from './count-device-calls.js';
import { channelMoments } from './moments.js';
import { registerWebgpuKernels } from './register.js';

const values = (shape: number[], seed = 1, from = -1, to = 1) =>
  tf.tensor(testValues(tf.util.sizeFromShape(shape), from, to, seed), shape);

/** What `work` returns, on an engine. */
async function on(engine: 'cpu' | 'webgpu', work: () => tf.Tensor[]): Promise<number[][]> {
  await useBackend(engine);
  const results = tf.tidy(work);
  const read = await Promise.all(results.map(async (result) => [...(await result.data())]));
  tf.dispose(results);
  return read;
}

/** Expects that the engines agree, and that the numbers are not all small. */
async function expectSame(work: () => tf.Tensor[], tolerance = { relative: 1e-4, absolute: 1e-5 }) {
  const expected = await on('cpu', work);
  await expectNoLeak(async () => {
    const actual = await on('webgpu', work);
    for (const [i, result] of expected.entries()) {
      expect(Math.max(...result.map(Math.abs))).toBeGreaterThan(100 * tolerance.absolute);
      expectAllClose(actual[i]!, result, tolerance);
    }
  });
}

const parameters = (channels: number) => [
  values([channels], 2),
  values([channels], 3, 0.1, 2),
  values([channels], 4),
  values([channels], 5, 0.5, 2),
];

function normalized([x, mean, variance, offset, scale]: tf.Tensor[]): tf.Tensor {
  return tf.batchNorm(
    x as tf.Tensor4D,
    mean as tf.Tensor1D,
    variance as tf.Tensor1D,
    offset as tf.Tensor1D,
    scale as tf.Tensor1D,
    0.01,
  );
}

const shapes = [
  [7, 5],
  [3, 4, 5],
  [2, 3, 5, 17],
  [1100, 17],
  [1, 1],
];

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

describe.each(shapes.map((shape) => [shape]))('batch normalisation of shape %j', (shape) => {
  it('has the first derivatives of tfjs', async () => {
    await expectSame(() => {
      const inputs = [values(shape), ...parameters(shape.at(-1)!)];
      const loss = (...at: tf.Tensor[]) => tf.sum(tf.mul(normalized(at), values(shape, 6)));
      return tf.grads(loss)(inputs);
    });
  });

  it('has moments, and their derivatives', async () => {
    await expectSame(() => {
      const x = tf.add(values(shape), 3);
      const loss = (at: tf.Tensor) => {
        const [mean, variance] = channelMoments(at);
        return tf.sum(tf.add(tf.mul(mean, values(mean.shape, 7)), tf.square(tf.add(variance, 0.3))));
      };
      return [channelMoments(x)[0], tf.add(channelMoments(x)[1], 1), tf.grad(loss)(x)];
    });
  });
});

it('keeps the digits of a variance that is small beside the mean', async () => {
  for (const rows of [64, 4096]) {
    const [mean, variance] = tf.tidy(() => channelMoments(tf.add(tf.mul(values([rows, 3]), 0.01), 100)));
    const x = tf.tidy(() => tf.add(tf.mul(values([rows, 3]), 0.01), 100));
    const data = await x.data<'float32'>();
    const expected = [0, 1, 2].map((c) => {
      const column = data.filter((_, i) => i % 3 === c);
      const center = column.reduce((sum, v) => sum + v, 0) / rows;
      return column.reduce((sum, v) => sum + (v - center) ** 2, 0) / rows;
    });
    expectAllClose(await variance.data(), expected, { relative: 1e-2, absolute: 0 });
    tf.dispose([mean, variance, x]);
  }
});

it('has the second derivatives of tfjs', async () => {
  await expectSame(() => {
    const shape = [6, 3];
    const inputs = [values(shape), ...parameters(3)];
    // Through the moments of the first input, as a layer in training has it.
    const trained = ([x, , , offset, scale]: tf.Tensor[]) =>
      normalized([x!, ...channelMoments(x!), offset!, scale!]);
    const penalty =
      (of: (at: tf.Tensor[]) => tf.Tensor) =>
      (...at: tf.Tensor[]) => {
        const inner = (x: tf.Tensor) => tf.sum(tf.mul(tf.square(of([x, ...at.slice(1)])), values(shape, 6)));
        return tf.sum(tf.square(tf.grad(inner)(at[0]!)));
      };
    const first = tf.grads(penalty(normalized))(inputs);
    const second = tf.grads((x: tf.Tensor, offset: tf.Tensor, scale: tf.Tensor) =>
      penalty(trained)(x, inputs[1]!, inputs[2]!, offset, scale),
    )([inputs[0]!, inputs[3]!, inputs[4]!]);
    return [...first, ...second];
  });
});

describe.each([[[6, 5]], [[2, 3, 4, 5]]])('a layer in training, of shape %j', (shape) => {
  const build = () =>
    tf.layers.batchNormalization({
      momentum: 0.9,
      inputShape: shape.slice(1),
      betaInitializer: 'ones',
    });

  it('computes what tfjs computes', async () => {
    await expectSame(() => {
      const layer = build();
      layer.apply(values(shape));
      const apply = (x: tf.Tensor) => layer.apply(x, { training: true }) as tf.Tensor;
      const y = apply(values(shape));
      const again = apply(values(shape, 8));
      const results = [y, again, ...layer.getWeights().map((weight) => weight.clone())];
      layer.dispose();
      return results.filter((result) => result.size > 0);
    });
  });

  it('has the derivatives of tfjs', async () => {
    await expectSame(() => {
      const layer = build();
      layer.apply(values(shape));
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const x = values(shape);
      const loss = (at: tf.Tensor) =>
        tf.sum(tf.mul(tf.square(layer.apply(at, { training: true }) as tf.Tensor), values(shape, 6)));
      const slopes = [tf.grad(loss)(x)];
      const { grads } = tf.variableGrads(() => loss(x) as tf.Scalar, variables);
      slopes.push(...variables.map(({ name }) => grads[name]!));
      layer.dispose();
      return slopes;
    });
  });

  it('takes 3 dispatches forward and 5 back', async () => {
    await useBackend('webgpu');
    tf.tidy(() => {
      const layer = build();
      const x = values(shape);
      layer.apply(x);
      const train = (at: tf.Tensor) => layer.apply(at, { training: true }) as tf.Tensor;
      train(x);
      const forward = countDeviceCalls(() => train(x));
      const dy = values(shape, 2);
      const both = countDeviceCalls(() => tf.grad(train)(x, dy));
      expect(forward).toMatchObject({ dispatches: 3, readBacks: 0 });
      expect(both).toMatchObject({ dispatches: 8, readBacks: 0 });
      layer.dispose();
    });
  });
});

it('moves the averages of a layer in place, and leaves copies of them as they were', async () => {
  await useBackend('webgpu');
  const layer = tf.layers.batchNormalization({ inputShape: [2], momentum: 0.5 });
  const x = tf.tensor2d([1, 2, 3, 6], [2, 2]);
  tf.dispose(layer.apply(x) as tf.Tensor);
  const before = layer.getWeights()[2]!.clone();
  await expectNoLeak(() => tf.dispose(layer.apply(x, { training: true }) as tf.Tensor));
  expect([...(await before.data())]).toEqual([0, 0]);
  expect([...(await layer.getWeights()[2]!.data())]).toEqual([1, 2]);
  expect([...(await layer.getWeights()[3]!.data())]).toEqual([1, 2.5]);
  tf.dispose([x, before]);
  layer.dispose();
});

it('leaves layers over another axis to tfjs', async () => {
  await useBackend('webgpu');
  const results = tf.tidy(() => {
    const x = values([2, 3, 4, 5]);
    const apply = (at: tf.Tensor, axis: number) => {
      const layer = tf.layers.batchNormalization({ axis, inputShape: at.shape.slice(1) });
      layer.apply(at);
      const y = layer.apply(at, { training: true }) as tf.Tensor;
      layer.dispose();
      return y;
    };
    const last = tf.transpose(apply(tf.transpose(x, [0, 2, 3, 1]), -1), [0, 3, 1, 2]);
    return [apply(x, 1), last];
  });
  const [actual, expected] = await Promise.all(results.map((result) => result.data()));
  expectAllClose(actual!, expected!, { absolute: 1e-5 });
  tf.dispose(results);
});
