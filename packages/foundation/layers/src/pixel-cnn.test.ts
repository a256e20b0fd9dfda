import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { pixelCnn } from './index.js';

const [height, width] = [4, 5];
const places = height * width;
const small = { mapShape: [height, width] as const, filters: 6, layers: 5, firstKernelSize: 3, seed: 4 };

async function artifactsOf(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return saved!;
}

describe.each(['cpu', 'wasm'] as const)('pixelCnn on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('depends at each place on all places before it, and on none else', async () => {
    await expectNoLeak(() => {
      const network = pixelCnn({ ...small, categories: 3 });
      const found: boolean[][] = [];
      for (let place = 0; place < places; place++) {
        // What a place says, differentiated by the whole map.
        const slopes = tf.tidy(() => {
          const pick = tf.oneHot(tf.tensor1d([place], 'int32'), places).toFloat();
          const said = (x: tf.Tensor) =>
            tf.sum(
              tf.mul(
                tf.reshape(tf.square(network.apply(x) as tf.Tensor), [4, places, 3]),
                tf.reshape(pick, [1, places, 1]),
              ),
            );
          const x = tf.tensor(testValues(4 * places), [4, height, width, 1]);
          return tf.max(tf.abs(tf.reshape(tf.grad(said)(x), [4, places])), 0).dataSync();
        });
        found.push([...slopes].map((slope) => slope !== 0));
      }
      const expected = found.map((row, place) => row.map((_, other) => other < place));
      expect(found).toEqual(expected);
      network.dispose();
    });
  });

  it('likewise with embedded categories: a change moves what comes after it, to the bit', () => {
    const network = pixelCnn({ ...small, categories: 5, embedding: 3 });
    const start = Array.from({ length: places }, (_, place) => (place * 7) % 5);
    const logits = (values: number[]) =>
      tf.tidy(() => [
        ...(network.apply(tf.tensor(values, [1, height, width], 'int32')) as tf.Tensor).dataSync(),
      ]);
    const before = logits(start);
    for (const place of [0, 6, 13, places - 1]) {
      const after = logits(start.map((value, at) => (at === place ? (value + 1) % 5 : value)));
      const moved = Array.from({ length: places }, (_, at) =>
        before.slice(at * 5, at * 5 + 5).some((value, k) => value !== after[at * 5 + k]),
      );
      expect(moved).toEqual(moved.map((_, at) => at > place));
    }
    network.dispose();
  });

  it('is conditional on a vector everywhere, on a map from where it lies on', () => {
    const said = (condition: number[], change: (values: Float32Array) => Float32Array) => {
      const network = pixelCnn({ ...small, categories: 2, condition });
      const size = condition.reduce((a, b) => a * b);
      const logits = (values: Float32Array) =>
        tf.tidy(() => {
          const x = tf.zeros([1, height, width, 1]);
          return [...(network.apply([x, tf.tensor(values, [1, ...condition])]) as tf.Tensor).dataSync()];
        });
      const values = testValues(size);
      const [one, other] = [logits(values), logits(change(values.slice()))];
      network.dispose();
      return Array.from({ length: places }, (_, at) => one[2 * at] !== other[2 * at]);
    };
    const first = (values: Float32Array) => values.map((value, at) => (at === 0 ? value + 1 : value));
    expect(said([3], first)).toEqual(new Array(places).fill(true));
    const last = (values: Float32Array) =>
      values.map((value, at) => (at >= values.length - 3 ? value + 1 : value));
    const moved = said([height, width, 3], last);
    // The vertical stack hands on what it was told to its whole row.
    expect(moved.slice(0, places - width)).toEqual(new Array(places - width).fill(false));
    expect(moved.at(-1)).toBe(true);
  });

  it('can be applied to the first rows alone, with the same result', () => {
    const network = pixelCnn({ ...small, categories: 3, embedding: 2 });
    tf.tidy(() => {
      const x = tf.cast(tf.tensor(testValues(2 * places, 0, 3), [2, height, width]), 'int32');
      const whole = tf.slice(network.apply(x) as tf.Tensor, [0, 0, 0, 0], [2, 2, width, 3]);
      const part = network.apply(tf.slice(x, [0, 0, 0], [2, 2, width])) as tf.Tensor;
      expect([...part.dataSync()]).toEqual([...whole.dataSync()]);
    });
    network.dispose();
  });

  it('of a single row has no vertical stack, and is as causal', () => {
    const network = pixelCnn({ ...small, mapShape: [1, 6], categories: 4, embedding: 2 });
    expect(network.layers.some(({ name }) => name.includes('vertical'))).toBe(false);
    const logits = (values: number[]) =>
      tf.tidy(() => [...(network.apply(tf.tensor(values, [1, 1, 6])) as tf.Tensor).dataSync()]);
    const [one, other] = [logits([0, 1, 2, 3, 0, 1]), logits([0, 1, 3, 3, 0, 1])];
    const moved = Array.from({ length: 6 }, (_, at) => one[4 * at] !== other[4 * at]);
    expect(moved).toEqual([false, false, false, true, true, true]);
    network.dispose();
  });

  it('comes back from tf.loadLayersModel with equal outputs', async () => {
    const network = pixelCnn({ ...small, categories: 3, embedding: 2, condition: [2], seed: 11 });
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(await artifactsOf(network)));
    tf.tidy(() => {
      const x = [tf.ones([2, height, width]), tf.tensor2d(testValues(4), [2, 2])];
      const outputs = (model: tf.LayersModel) => [...(model.apply(x) as tf.Tensor).dataSync()];
      expect(outputs(loaded)).toEqual(outputs(network));
    });
    for (const model of [loaded, network]) model.dispose();
  });

  it('reaches every weight with a gradient', () => {
    const network = pixelCnn({ ...small, categories: 3, embedding: 2, condition: [2] });
    tf.tidy(() => {
      const x = tf.cast(tf.tensor(testValues(6 * places, 0, 3), [6, height, width]), 'int32');
      const given = tf.tensor2d(testValues(12), [6, 2]);
      const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const loss = () => tf.sum(tf.square(tf.sub(network.apply([x, given]) as tf.Tensor, 1))) as tf.Scalar;
      const { grads } = tf.variableGrads(loss, variables);
      for (const { name } of variables) expect(tf.norm(grads[name]!).dataSync()[0], name).toBeGreaterThan(0);
    });
    network.dispose();
  });
});

it.each([
  [{ mapShape: [4] }, 'mapShape is [4]'],
  [{ categories: 1 }, 'categories is 1'],
  [{ condition: [4, 5] }, 'condition is [4, 5]'],
  [{ condition: [5, 4, 2] }, 'condition is [5, 4, 2]'],
  [{ kernelSize: 2 }, 'kernelSize is 2'],
  [{ layers: -1 }, 'layers is -1'],
  [{ activation: 'none' }, "activation is 'none'"],
])('refuses %j', (wrong, message) => {
  const make = () => pixelCnn({ ...small, categories: 3, ...wrong } as never);
  expect(make).toThrow(OptionError);
  expect(make).toThrow(message);
});
