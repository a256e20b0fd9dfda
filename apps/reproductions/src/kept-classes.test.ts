import { useBackend } from '@autoencoders/core';
import { mnist } from '@autoencoders/data/node';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { rows } from './image-parts.js';
import { keptClasses } from './kept-classes.js';

beforeAll(() => useBackend('wasm'));

it('is nearly all where images stay as they are, a tenth where all become one digit, and leaves no tensor', async () => {
  const images = (await mnist()).test.subset(rows(0, 200));
  const before = tf.memory().numTensors;
  expect(await keptClasses((x) => x, images)).toBeGreaterThan(97);
  // The first test image is a 7.
  const seven = tf.tensor(images.values([0]), [1, 28, 28, 1]);
  const sevens = images.targets(rows(0, 200))!.filter((label) => label === 7).length;
  const all = (x: tf.Tensor) => tf.tile(seven, [x.shape[0]!, 1, 1, 1]);
  expect(await keptClasses(all, images)).toBeCloseTo(sevens / 2, 6);
  seven.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
