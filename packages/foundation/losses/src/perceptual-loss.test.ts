import { useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { perceptualLoss, perceptualLossPerExample } from './perceptual-loss.js';
import { gradientsOf } from './testing/gradients-of.js';

const batch = 2;
const [rows, maps] = [
  [batch, 3],
  [batch, 2, 2, 2],
];
const weights = [0.5, 3];

/** `Σ_l w_l / (2 n_l) ‖a_l - b_l‖²` of each example, in double precision; `a` has both layers, one after the other. */
function reference(a: ArrayLike<number>, b: ArrayLike<number>, ofLayers: readonly number[]): number[] {
  const layers = [
    [0, 3],
    [3 * batch, 8],
  ] as const;
  return Array.from({ length: batch }, (_, n) =>
    layers.reduce((sum, [start, size], l) => {
      let squares = 0;
      for (let i = 0; i < size; i++) squares += (a[start + n * size + i]! - b[start + n * size + i]!) ** 2;
      return sum + (ofLayers[l]! / (2 * size)) * squares;
    }, 0),
  );
}

const target = Array.from(testValues(22, -1, 1, 2));
const output = Array.from(testValues(22, -1, 1, 3));
const layersOf = (values: readonly number[]) => [
  tf.tensor(values.slice(0, 6), rows),
  tf.tensor(values.slice(6), maps),
];

describe.each(['cpu', 'wasm'] as const)('the perceptual loss on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('by hand', async () => {
    await expectNoLeak(() => {
      // ¼ (1 + 4) and ¼ (0 + 9), of two activations each.
      const [a, b] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([0, 4, 3, 7], [2, 2])];
      const each = perceptualLossPerExample([a], [b]);
      const mean = perceptualLoss([a], [b]);
      const weighed = perceptualLoss([a], [b], [2]);
      expectAllClose(each.dataSync(), [1.25, 2.25]);
      expectAllClose(mean.dataSync(), [1.75]);
      expectAllClose(weighed.dataSync(), [3.5]);
      tf.dispose([a, b, each, mean, weighed]);
    });
  });

  it('adds up layers by their weights, for each example, with gradients', async () => {
    await expectNoLeak(() => {
      const [a, b] = [layersOf(target), layersOf(output)];
      const each = perceptualLossPerExample(a, b, weights);
      expectAllClose(each.dataSync(), reference(target, output, weights), { relative: 1e-5 });
      const mean = (point: ArrayLike<number>) =>
        reference(target, point, weights).reduce((sum, value) => sum + value, 0) / batch;
      const { value, gradients } = gradientsOf((variables) => perceptualLoss(a, variables, weights), b);
      expectAllClose([value], [mean(output)], { relative: 1e-5 });
      expectAllClose(gradients, finiteDifferences(mean, output), { absolute: 1e-5 });
      tf.dispose([...a, ...b, each]);
    });
  });

  it('is nothing between a batch and itself, and takes a weight of 0', () => {
    tf.tidy(() => {
      const [a, b] = [layersOf(target), layersOf(output)];
      expect([...perceptualLossPerExample(a, a).dataSync()]).toEqual([0, 0]);
      const first = reference(target, output, [1, 0]);
      expectAllClose(perceptualLossPerExample(a, b, [1, 0]).dataSync(), first, { relative: 1e-5 });
    });
  });
});

it('names what does not fit', () => {
  tf.tidy(() => {
    const [a, b] = [layersOf(target), layersOf(output)];
    expect(() => perceptualLoss([], [])).toThrow(ShapeError);
    expect(() => perceptualLoss(a, b.slice(1))).toThrow('2 layers of targets and 1 of outputs');
    expect(() => perceptualLoss(a, [...b].reverse())).toThrow('output[0]');
    expect(() => perceptualLoss(a, b, [1])).toThrow(OptionError);
    expect(() => perceptualLoss(a, b, [1, -1])).toThrow('weights[1] is -1');
  });
});
