import { useBackend } from '@autoencoders/backend';
import { arrayDataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeFlatMemory, memoryWhileTraining } from '../node.js';
import { soundAutoencoder, subjectOf } from '../testing/sound-autoencoder.js';

const data = () => arrayDataset({ x: subjectOf().examples, shape: [6] });
const create = () => soundAutoencoder({ inputShape: [6] });

describeFlatMemory('a sound autoencoder', { create, data, steps: 400, batchSize: 1 });

describe('a leak', () => {
  beforeAll(() => useBackend('wasm'));

  /** Trains for 40 steps in 10 epochs, with something after each step. */
  async function growth(afterStep: () => void) {
    const model = create();
    const phases = model.phases.map((phase) => ({ ...phase, afterStep }));
    const samples = await memoryWhileTraining({ ...model, phases }, data(), { epochs: 10, batchSize: 5 });
    model.dispose();
    const [first, last] = [samples[0]!, samples.at(-1)!];
    return {
      steps: last.step - first.step,
      tensors: last.tensors - first.tensors,
      bytes: last.resident - first.resident,
    };
  }

  it('of tensors shows in their number', async () => {
    const kept: tf.Tensor[] = [];
    const { steps, tensors } = await growth(() => void kept.push(tf.keep(tf.scalar(1))));
    tf.dispose(kept);
    expect(tensors).toBe(steps);
  });

  it('of plain memory shows in the resident set', async () => {
    const kept: Float64Array[] = [];
    const { bytes } = await growth(() => void kept.push(new Float64Array(1 << 17).fill(1)));
    expect(kept.length).toBe(40);
    expect(bytes / 2 ** 20).toBeGreaterThan(20);
  });
});
