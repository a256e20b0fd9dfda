import type { FitOptions, TrainingRun } from '@autoencoders/core';
import { type Dataset, disposeBatch, largestOfEachRow, type Rows } from '@autoencoders/data';
import { DataError, ModelFormatError } from '@autoencoders/errors';
import { clusteringTarget } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import type { Assignments, DeepTraining } from './deep-clustering-from.js';
import { assignValues } from './networks.js';
import { shuffledRows, withTargets } from './with-targets.js';

/** What targets are made of, and when. */
export interface TargetRefresh {
  readonly clusters: number;
  /** Steps from one refresh to the next. */
  readonly updateEvery: number;
  /** The training ends when a smaller share of labels changed from one refresh to the next. */
  readonly tolerance: number;
  /** Given the mean assignment over all examples, `[clusters]`, at each refresh. */
  readonly frequencies: tf.Variable;
}

/**
 * A training with targets that stay as they are from one refresh to the next: the assignments of all examples at the
 * refresh, sharpened. They are kept on the host and go into checkpoints, so that a resumed run has the same.
 */
export function targetTraining(
  data: Dataset,
  options: FitOptions,
  assignments: Assignments,
  { clusters, updateEvery, tolerance, frequencies }: TargetRefresh,
): DeepTraining {
  let held: Held | undefined;
  let restored: Float32Array | undefined;

  async function use(assignment: Rows): Promise<void> {
    held = await heldOf(assignment, frequencies);
  }

  async function refresh(run: TrainingRun): Promise<void> {
    const before = held!.labels;
    await use(await assignments.ofAll());
    const changed = held!.labels.filter((label, row) => label !== before[row]).length;
    if (changed < tolerance * before.length) run.stop();
  }

  return {
    withTargets: (seen) => withTargets(seen, clusters, () => held?.targets),
    callback: {
      onTrainBegin: async (run) => {
        if (restored) return use({ values: restored, shape: [restored.length / clusters, clusters] });
        const assignment = await assignments.ofAll();
        await use(assignment);
        await checkOrder(data, assignment, assignments, options, run.epoch);
      },
      onStep: (run) => (run.step % updateEvery === 0 ? refresh(run) : undefined),
      persistent: {
        name: 'clustering-targets',
        save: () => {
          const values = held?.assignment.values;
          return values
            ? {
                json: values.length,
                files: new Map([[file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]]),
              }
            : { json: 0 };
        },
        restore: (json, files) => {
          const bytes = files.get(file);
          if (json === 0) return;
          if (!bytes || bytes.byteLength !== 4 * Number(json) || Number(json) % clusters !== 0) {
            throw new ModelFormatError(`the checkpoint has no whole '${file}': take an older one`);
          }
          restored = new Float32Array(bytes.slice().buffer);
        },
      },
    },
  };
}

const file = 'assignments.bin';

/** The assignments of a refresh and what follows from them. */
interface Held {
  readonly assignment: Rows;
  readonly targets: Rows;
  readonly labels: Int32Array;
}

async function heldOf(assignment: Rows, frequencies: tf.Variable): Promise<Held> {
  assignValues(frequencies, meanOfRows(assignment));
  const { values, shape } = assignment;
  const targets = tf.tidy(() => clusteringTarget(tf.tensor(values, [...shape]), frequencies));
  try {
    return {
      assignment,
      targets: { values: await targets.data<'float32'>(), shape },
      labels: largestOfEachRow(assignment),
    };
  } finally {
    targets.dispose();
  }
}

function meanOfRows({ values, shape }: Rows): Float64Array {
  const [rows, width] = shape as [number, number];
  const means = new Float64Array(width);
  for (let at = 0; at < values.length; at++) means[at % width]! += values[at]! / rows;
  return means;
}

/**
 * Checks on one shuffled batch that examples come in the order that targets are given in.
 *
 * @throws {DataError} when the dataset shuffles in another way.
 */
async function checkOrder(
  data: Dataset,
  { values, shape }: Rows,
  { ofBatch }: Assignments,
  { batchSize = 128, seed = 0, shuffle = true }: FitOptions,
  epoch: number,
): Promise<void> {
  if (!shuffle) return;
  const [size, clusters] = shape as [number, number];
  const walk = { batchSize, shuffle: { seed, epoch } };
  const order = shuffledRows(size, walk)!;
  for await (const batch of data.batches(walk)) {
    const found = tf.tidy(() => ofBatch(batch.x));
    disposeBatch(batch);
    const assignment = await found.data();
    found.dispose();
    const same = assignment.every((value, at) => {
      const row = order[Math.floor(at / clusters)]!;
      return Math.abs(value - values[row * clusters + (at % clusters)]!) < 1e-3;
    });
    if (same) return;
    throw new DataError(
      'the dataset shuffles in an order of its own, as a stream does, and targets are kept for each example: give an arrayDataset or a tensor, or shuffle: false',
    );
  }
}
