import { type Callback, fit } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import type { Budget, TrainingTask } from '../protocol.js';
import type { Prepared } from './prepared.js';

/** What else happens around the steps that are timed. */
export interface Watch {
  begin?(): void;
  end?(): void;
}

/**
 * Trains and times each step, batching and all that `fit` does between steps included. The first step, in which
 * the optimizer makes its slots, is not counted, nor is a batch that the end of the data cuts short.
 *
 * @returns milliseconds of each step; of an engine that computes while the program goes on, their mean.
 */
export async function timeSteps(
  { model, data, task }: Prepared,
  budget: Budget,
  watch: Watch = {},
): Promise<number[]> {
  const asynchronous = tf.getBackend() === 'webgpu';
  const times: number[] = [];
  let begun = 0;
  let last = 0;
  const timer: Callback = {
    onStep: (run) => {
      if (last === 0) {
        if (asynchronous) return waitForDevice(prepared).then(start);
        return start();
      }
      const now = performance.now();
      if (!isShort(run.step, task)) times.push(now - last);
      last = now;
      if (!enough(times.length, now - begun, budget)) return;
      watch.end?.();
      run.stop();
    },
  };
  const prepared = { model, data, task };
  const start = () => {
    watch.begin?.();
    begun = performance.now();
    last = begun;
  };
  await fit(model, data, { epochs: 1_000_000, batchSize: task.batch, callbacks: [timer] });
  if (!asynchronous) return times;
  // The end of `fit` has read the weights, so the device is done.
  return [(performance.now() - begun) / times.length];
}

/** Whether a step's batch was cut short by the end of the data. */
function isShort(step: number, { rows, batch }: TrainingTask): boolean {
  return rows % batch !== 0 && step % Math.ceil(rows / batch) === 0;
}

function enough(steps: number, milliseconds: number, budget: Budget): boolean {
  return steps >= budget.least && (steps >= budget.steps || milliseconds >= budget.milliseconds);
}

async function waitForDevice({ model }: Prepared): Promise<void> {
  const sum = tf.tidy(() => tf.sum(model.phases[0]!.variables[0]!));
  await sum.data();
  sum.dispose();
}
