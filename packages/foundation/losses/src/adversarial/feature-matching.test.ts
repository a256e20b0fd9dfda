import { useBackend } from '@autoencoders/backend';
import { ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientsOf } from '../testing/gradients-of.js';
import { featureMatching } from './feature-matching.js';

/** `‖E[a] - E[b]‖²` of rows one after the other, in double precision. */
function gap(a: readonly number[], b: readonly number[], width: number): number {
  const mean = (values: readonly number[], j: number) => {
    const column = values.filter((_, i) => i % width === j);
    return column.reduce((sum, value) => sum + value, 0) / column.length;
  };
  return Array.from({ length: width }, (_, j) => (mean(a, j) - mean(b, j)) ** 2).reduce((x, y) => x + y);
}

describe.each(['cpu', 'wasm'] as const)('featureMatching on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  it('by hand: means (2, 3) and (1, 5) are 5 apart', async () => {
    await expectNoLeak(() => {
      const real = tf.tensor2d([1, 2, 3, 4], [2, 2]);
      const fake = tf.tensor2d([0, 5, 2, 4, 1, 6], [3, 2]);
      const found = featureMatching([real], [fake]);
      expectAllClose(found.dataSync(), [5]);
      tf.dispose([real, fake, found]);
    });
  });

  it('adds up layers of any shape, with gradients in both samples', async () => {
    await expectNoLeak(() => {
      const shapes = [
        [2, 3],
        [2, 2, 1, 2],
        [4, 3],
        [4, 2, 1, 2],
      ];
      const values = Array.from(testValues(42, -1, 1, 5));
      const cuts = [0, 6, 14, 26, 42];
      const reference = (point: ArrayLike<number>) => {
        const [realRows, realMaps, fakeRows, fakeMaps] = shapes.map((_, i) =>
          Array.from(point).slice(cuts[i], cuts[i + 1]),
        );
        return gap(realRows!, fakeRows!, 3) + gap(realMaps!, fakeMaps!, 4);
      };
      const tensors = shapes.map((shape, i) => tf.tensor(values.slice(cuts[i], cuts[i + 1]), shape));
      const { value, gradients } = gradientsOf(
        ([a, b, c, d]) => featureMatching([a!, b!], [c!, d!]),
        tensors,
      );
      expectAllClose([value], [reference(values)], { relative: 1e-5 });
      expectAllClose(gradients, finiteDifferences(reference, values), { absolute: 1e-5 });
      tf.dispose(tensors);
    });
  });
});

it('names what does not fit', () => {
  tf.tidy(() => {
    const rows = tf.zeros([2, 3]);
    expect(() => featureMatching([], [])).toThrow(ShapeError);
    expect(() => featureMatching([rows, rows], [rows])).toThrow('2 layers of real examples and 1 of fake');
    expect(() => featureMatching([rows], [tf.zeros([2, 4])])).toThrow('fake[0]');
  });
});
