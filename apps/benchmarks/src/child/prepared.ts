import type { Autoencoder } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import type { TrainingTask } from '../protocol.js';
import { buildModel, inputShape } from './build-model.js';

/** A model and random examples for it. */
export interface Prepared {
  readonly task: TrainingTask;
  readonly model: Autoencoder;
  readonly data: ArrayDataset;
}

/** Makes model and data of a task. */
export function prepare(task: TrainingTask): Prepared {
  const shape = inputShape(task.network);
  const width = shape.reduce((size, length) => size * length, 1);
  return {
    task,
    model: buildModel(task.network),
    data: arrayDataset({ x: examples(task.rows * width), shape }),
  };
}

/** Numbers in [0, 1) that look random and are the same each time. */
export function examples(count: number): Float32Array {
  const values = new Float32Array(count);
  let state = 1;
  for (let index = 0; index < count; index++) {
    // Numerical Recipes' generator, chapter 7.1.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[index] = (state >>> 8) / 0x1000000;
  }
  return values;
}
