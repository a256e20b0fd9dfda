import { useBackend } from '@autoencoders/backend';
import { type ArrayDataset, disposeBatch } from '@autoencoders/data';
import { fashionMnist, mnist } from '@autoencoders/data/node';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { imageClassifier, imageFeatures } from '../image-features.js';

let digits: ArrayDataset;
let clothes: ArrayDataset;

beforeAll(async () => {
  await useBackend('wasm');
  digits = (await mnist()).test;
  clothes = (await fashionMnist()).test;
});

it.each([
  ['digits', () => digits, 0, 0.992],
  ['clothes', () => clothes, 10, 0.906],
] as const)(
  'tells the share of the %s among the test images that is stated',
  async (_kind, dataOf, first, share) => {
    const [model, data] = [imageClassifier(), dataOf()];
    let right = 0;
    for await (const batch of data.batches({ batchSize: 500 })) {
      const told = tf.tidy(() => {
        const labels = tf.add(tf.cast(batch.y!, 'int32'), tf.scalar(first, 'int32'));
        return tf.sum(tf.equal(tf.argMax(model.apply(batch.x) as tf.Tensor, 1), labels));
      });
      right += told.dataSync()[0]!;
      told.dispose();
      disposeBatch(batch);
    }
    model.dispose();
    // Engines may differ on an image or two.
    expect(Math.abs(right / data.size - share)).toBeLessThan(0.001);
  },
);

/** Some images of a test part, of all classes. */
function some(data: ArrayDataset): tf.Tensor {
  const rows = Array.from({ length: 500 }, (_, index) => index);
  return tf.tensor(data.values(rows), [rows.length, 28, 28, 1]);
}

it('features are the activations of the convolutions, which deviate as is stated', () => {
  const [features, classifier] = [imageFeatures(), imageClassifier()];
  tf.tidy(() => {
    const x = tf.concat([some(digits), some(clothes)]);
    const found = features(x);
    expect(found.map(({ shape }) => shape.slice(1))).toEqual([
      [14, 14, 16],
      [7, 7, 32],
      [4, 4, 32],
    ]);
    for (const layer of found) {
      const deviation = Math.sqrt(tf.mean(tf.moments(layer, 0).variance).dataSync()[0]!);
      expect(Math.abs(deviation - 20)).toBeLessThan(2);
    }
    const [, , last] = found;
    const rest = classifier.layers.slice(3);
    const logits = rest.reduce<tf.Tensor>((value, layer) => layer.apply(value) as tf.Tensor, last!);
    expectAllClose(logits.dataSync(), (classifier.apply(x) as tf.Tensor).dataSync(), { absolute: 1e-3 });
  });
  features.dispose();
  classifier.dispose();
});

it('features of other layers are had by name; nothing is left of any', () =>
  expectNoLeak(() => {
    const features = imageFeatures(['hidden']);
    expect(tf.tidy(() => features(tf.zeros([3, 28, 28, 1])).map(({ shape }) => shape))).toEqual([[3, 64]]);
    features.dispose();
    imageClassifier().dispose();
    expect(() => imageFeatures(['relu1_1'])).toThrow(OptionError);
    expect(() => imageFeatures(['relu1_1'])).toThrow("no layer 'relu1_1': its layers are convolution1");
  }));
