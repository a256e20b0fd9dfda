import { type Callback, fit } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import type { MemorySample } from '../protocol.js';
import type { Prepared } from './prepared.js';

/** Trains up to the last of the marks and notes what is held at each, once loss terms that wait were read. */
export async function watchMemory(
  { model, data, task }: Prepared,
  marks: readonly number[],
): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  const last = marks.at(-1)!;
  const note = (step: number) =>
    samples.push({ step, residentBytes: process.memoryUsage.rss(), tensors: tf.memory().numTensors });
  const watch: Callback = {
    onProgress: ({ step }) => {
      const next = marks[samples.length]!;
      if (step >= next && next !== last) note(step);
    },
    onStep: (run) => {
      if (run.step >= last) run.stop();
    },
    onLastStep: (run) => void note(run.step),
  };
  await fit(model, data, { epochs: 1_000_000, batchSize: task.batch, callbacks: [watch] });
  return samples;
}
