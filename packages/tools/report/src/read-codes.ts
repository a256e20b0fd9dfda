import type { Autoencoder } from '@autoencoders/core';
import { type Dataset, disposeBatch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { Values } from './values.js';

/** What the model makes of the first examples of a dataset. */
export interface ReadCodes {
  readonly originals: Values;
  readonly reconstructions: Values;
  readonly codes: Values;
  /** The label of each code, where the dataset has one class label for each example. */
  readonly labels: readonly number[] | undefined;
}

/** How much to read. */
export interface ReadLimits {
  readonly examples: number;
  readonly points: number;
  readonly batchSize: number;
}

/** More distinct labels than this are measurements rather than classes. */
const mostClasses = 30;

/** Reads the first examples, their reconstructions, and the codes and labels of the first points. */
export async function readCodes(model: Autoencoder, data: Dataset, limits: ReadLimits): Promise<ReadCodes> {
  const codes: number[][] = [];
  const labels: number[] = [];
  const originals: number[][] = [];
  const reconstructions: number[][] = [];
  let labelled = true;
  for await (const batch of data.batches({ batchSize: limits.batchSize })) {
    try {
      codes.push(...(await rows(model.encode(batch.x))));
      if (originals.length < limits.examples) {
        const some = batch.x.slice([0], [Math.min(limits.examples - originals.length, batch.x.shape[0]!)]);
        reconstructions.push(...(await rows(model.reconstruct(some))));
        originals.push(...(await rows(some)));
      }
      labelled &&= batch.y !== undefined && batch.y.size === batch.x.shape[0];
      if (labelled) labels.push(...(await batch.y!.data()));
    } finally {
      disposeBatch(batch);
    }
    if (codes.length >= limits.points && originals.length >= limits.examples) break;
  }
  const kept = labels.slice(0, limits.points);
  const classes = labelled && kept.every(Number.isInteger) && new Set(kept).size <= mostClasses;
  return {
    originals: flatten(originals, model.inputShape),
    reconstructions: flatten(reconstructions, model.inputShape),
    codes: flatten(codes.slice(0, limits.points), model.latentShape),
    labels: classes ? kept : undefined,
  };
}

/** Downloads a tensor as rows and disposes it. */
async function rows(tensor: tf.Tensor): Promise<number[][]> {
  const flat = tf.tidy(() => tensor.reshape([tensor.shape[0]!, -1]).toFloat());
  try {
    return (await flat.array()) as number[][];
  } finally {
    flat.dispose();
    tensor.dispose();
  }
}

function flatten(all: readonly (readonly number[])[], shape: readonly number[]): Values {
  return { values: Float32Array.from(all.flat()), shape: [all.length, ...shape] };
}
