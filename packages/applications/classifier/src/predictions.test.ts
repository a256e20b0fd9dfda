import { useBackend } from '@autoencoders/core';
import { arrayDataset } from '@autoencoders/data';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { classifier } from './index.js';

const logits = [
  [1, 3, 2],
  [0, 0, 0],
  [-2, 100, -1],
  [5, -5, 5],
];

/** A classifier whose logits are its inputs. */
function create() {
  const eye = () => [tf.eye(3), tf.zeros([3])];
  const model = undercompleteAutoencoder({ inputShape: [3], latentDim: 3, hidden: [] });
  model.networks.encoder.setWeights(eye());
  const mine = classifier(model, { classes: 3 });
  mine.networks.head!.setWeights(eye());
  return { model, mine };
}

describe.each(['cpu', 'wasm'] as const)('predictions on %s', (engine) => {
  it('are the softmax and its largest classes, in batches, of datasets and tensors', async () => {
    await useBackend(engine);
    const { model, mine } = create();
    const data = arrayDataset({ x: logits, y: Uint8Array.of(1, 2, 1, 0) });
    const x = tf.tensor2d(logits);
    await expectNoLeak(async () => {
      const { values, shape } = await mine.predictProbabilities(data, { batchSize: 3 });
      expect(shape).toEqual([4, 3]);
      const expected = logits.flatMap((row) => {
        const powers = row.map((logit) => Math.exp(logit - 100));
        const sum = powers.reduce((a, b) => a + b);
        return powers.map((power) => power / sum);
      });
      expectAllClose(values, expected);
      expect([...(await mine.predict(x))]).toEqual([1, 0, 1, 0]);

      const parts: number[] = [];
      for await (const part of mine.predictBatches(x, { batchSize: 3 })) parts.push(part.shape[0]!);
      expect(parts).toEqual([3, 1]);

      const { classes, probabilities } = await mine.topK(x, 2);
      expect([...classes]).toEqual([1, 2, 0, 1, 1, 2, 0, 2]);
      expect(probabilities.shape).toEqual([4, 2]);
      expectAllClose(
        probabilities.values,
        [...classes].map((label, i) => expected[3 * Math.floor(i / 2) + label]!),
      );

      expect([...(await mine.confusion(data)).counts]).toEqual([1, 0, 0, 0, 2, 0, 1, 0, 0]);
      expect((await mine.report(data)).accuracy).toBe(0.75);
      const found = mine.logits(x);
      expect([...(await found.data())]).toEqual(logits.flat());
      found.dispose();
    });
    for await (const _ of mine.predictBatches(x, { batchSize: 1 })) break;
    tf.dispose(x);
    mine.dispose();
    model.dispose();
  });
});
