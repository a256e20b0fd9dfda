import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { useBackend } from '../index.js';

const shift = (x: number, y: number) => [1, 0, x, 0, 1, y, 0, 0];
const cases: [name: string, transforms: number[][], outputShape: [number, number] | undefined][] = [
  ['each image by its own', [shift(1, 0), shift(0, -1), shift(0.5, 0.25)], undefined],
  ['all images by one', [shift(-0.5, 1)], undefined],
  ['into another size', [shift(1, 0), shift(0, 0), shift(2, 1)], [2, 6]],
];

it.each(cases)('transforms %s on cpu as on wasm', async (_name, transforms, outputShape) => {
  const moved = async (engine: 'cpu' | 'wasm') => {
    await useBackend(engine);
    let values = new Float32Array();
    let shape: number[] = [];
    await expectNoLeak(() => {
      const result = tf.tidy(() =>
        tf.image.transform(
          tf.tensor4d(testValues(3 * 4 * 5 * 2), [3, 4, 5, 2]),
          tf.tensor2d(transforms),
          'bilinear',
          'constant',
          7,
          outputShape,
        ),
      );
      values = result.dataSync<'float32'>().slice();
      shape = result.shape;
      result.dispose();
    });
    return { values, shape };
  };
  const [cpu, wasm] = [await moved('cpu'), await moved('wasm')];
  expect(cpu.shape).toEqual(wasm.shape);
  expectAllClose(cpu.values, wasm.values, { relative: 1e-5, absolute: 1e-6 });
});
