import type { Autoencoder } from '@autoencoders/core';
import { concatenateRows, type Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { PreparedBatch } from './preparation/preparation.js';
import { type Prepared, preparedBatches } from './preparation/prepared-dataset.js';
import { codesOf } from './scores/codes.js';
import type { Fitted, Score, ScoredInputs } from './scores/score.js';
import { valuesOf } from './scores/values-of.js';

/** Hands a batch to work as tensors, and disposes them. */
export async function withInputs<Result>(
  { values, observed, size }: PreparedBatch,
  inputShape: readonly number[],
  work: (inputs: ScoredInputs) => Promise<Result>,
): Promise<Result> {
  const shape = [size, ...inputShape];
  const x = tf.tensor(values, shape);
  const seen = observed && tf.tensor(observed, shape);
  try {
    return await work({ x, observed: seen });
  } finally {
    tf.dispose([x, ...(seen ? [seen] : [])]);
  }
}

/** The scores of a batch. @throws {DataError} naming the first row whose score is not finite. */
export async function scored(
  score: Score,
  fitted: Fitted,
  batch: PreparedBatch,
  { inputShape, first }: { readonly inputShape: readonly number[]; readonly first: number },
): Promise<Float32Array> {
  const scores = await withInputs(batch, inputShape, (inputs) => score.scores(inputs, fitted));
  const bad = scores.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new DataError(
      `the score of row ${first + bad} is ${scores[bad]}: look at the row, and at the weights of the autoencoder`,
    );
  }
  return scores;
}

/** The part of each cell in the scores of a batch, `[batch, ...inputShape]`. */
export async function contributionsOf(
  score: Score,
  batch: PreparedBatch,
  inputShape: readonly number[],
): Promise<Rows> {
  const values = await withInputs(batch, inputShape, (inputs) =>
    valuesOf(() => score.contributions!(inputs)),
  );
  return { values, shape: [batch.size, ...inputShape] };
}

/** What a score fits to rows; their codes are held on the host meanwhile. */
export async function fitScore(autoencoder: Autoencoder, score: Score, prepared: Prepared): Promise<Fitted> {
  if (!score.fit) return {};
  const { inputShape } = autoencoder;
  let codes: Promise<Rows> | undefined;
  return score.fit({
    codes: () => {
      codes ??= allCodes(autoencoder, prepared);
      return codes;
    },
    inputs: () => allInputs(prepared),
    async scores(part, fitted) {
      const { references, seed } = prepared.settings;
      const parts: Rows[] = [];
      let first = 0;
      const drawn = preparedBatches(prepared, { batchSize: 256, shuffle: { seed, epoch: 0 } });
      for await (const batch of drawn) {
        const values = await scored(part, fitted, batch, { inputShape, first });
        parts.push({ values, shape: [values.length] });
        first += batch.size;
        if (first >= references) break;
      }
      return concatenateRows(parts).values;
    },
  });
}

async function allCodes(autoencoder: Autoencoder, prepared: Prepared): Promise<Rows> {
  const parts: Rows[] = [];
  for await (const batch of preparedBatches(prepared, { batchSize: 256 })) {
    parts.push(await withInputs(batch, autoencoder.inputShape, ({ x }) => codesOf(autoencoder, x)));
  }
  return concatenateRows(parts);
}

async function allInputs(prepared: Prepared): Promise<Rows> {
  const parts: Rows[] = [];
  for await (const { values, size } of preparedBatches(prepared, { batchSize: 256 })) {
    parts.push({ values, shape: [size, values.length / size] });
  }
  return concatenateRows(parts);
}
