import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Autoencoder, type Callback, fit } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';

/** What a process holds at the end of an epoch. */
export interface MemorySample {
  /** Steps taken. */
  readonly step: number;
  /** `tf.memory().numTensors`. */
  readonly tensors: number;
  /** Bytes of the process in physical memory, after a garbage collection. */
  readonly resident: number;
}

/** Trains and samples the process's memory at the end of each epoch. */
export async function memoryWhileTraining(
  model: Autoencoder,
  data: Dataset,
  { epochs, batchSize }: { readonly epochs: number; readonly batchSize: number },
): Promise<MemorySample[]> {
  // Without collections the resident set follows the collector's moods instead of what is held.
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const samples: MemorySample[] = [];
  const sample: Callback = {
    onEpochEnd: (_record, { step }) => {
      collectGarbage();
      samples.push({ step, tensors: tf.memory().numTensors, resident: process.memoryUsage().rss });
    },
  };
  await fit(model, data, { epochs, batchSize, callbacks: [sample] });
  return samples;
}
