import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../index.js';
import { threefryInto, type Words } from '../threefry.js';
import { countDeviceCalls } from './count-device-calls.js';
import { webgpuNormal, webgpuUniform } from './random.js';
import { registerWebgpuKernels } from './register.js';

const keys: Words[] = [
  [0, 0],
  [0x13198a2e, 0x03707344],
  [0xffffffff, 0xdeadbeef],
];

function wordsOf(key: Words, count: number): Uint32Array {
  const words = new Uint32Array(count + (count & 1));
  threefryInto(words, 0, words.length / 2, key, 0, 0);
  return words;
}

function normals(words: Uint32Array): number[] {
  return Array.from(words, (_, i) => {
    const radius = Math.sqrt(-2 * Math.log((words[i & ~1]! + 1) / 2 ** 32));
    const angle = (2 * Math.PI * words[i | 1]!) / 2 ** 32;
    return radius * (i & 1 ? Math.sin(angle) : Math.cos(angle));
  });
}

beforeAll(async () => {
  await useBackend('webgpu');
  registerWebgpuKernels();
});

describe.each(keys)('the stream of %i, %i', (...key) => {
  it.each([[[1]], [[7]], [[300, 17]], [[2, 3, 1, 2, 2, 1, 3]]])('in shape %j', async (shape) => {
    await expectNoLeak(async () => {
      const count = tf.util.sizeFromShape(shape);
      const words = wordsOf(key, count);
      const [uniform, normal] = [webgpuUniform(key, shape), webgpuNormal(key, shape)];
      expect(uniform.shape).toEqual(shape);
      expect(await uniform.data()).toEqual(
        Float32Array.from(words.subarray(0, count), (w) => (w >>> 8) / 2 ** 24),
      );
      expectAllClose(await normal.data(), normals(words).slice(0, count), { relative: 2e-6, absolute: 1e-6 });
      tf.dispose([uniform, normal]);
    });
  });
});

it('is empty where nothing is asked for', async () => {
  const values = webgpuNormal([1, 2], [3, 0]);
  expect(await values.data()).toEqual(new Float32Array(0));
  values.dispose();
});

it('takes one dispatch, and no new pipeline for another key or shape', () => {
  const draw = (...shape: number[]) => tf.tidy(() => void webgpuNormal([shape.length, 3], shape));
  draw(5);
  expect(countDeviceCalls(() => draw(40, 3))).toEqual({
    dispatches: 1,
    readBacks: 0,
    uploadedBytes: 0,
    compilations: 0,
  });
});
