import { clustering } from '@autoencoders/clustering';
import { arrayDataset, type Dataset, streamDataset } from '@autoencoders/data';
import { reducer } from '@autoencoders/reduction';
import type { ReportSection } from '@autoencoders/report';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { blobRows } from '../blob-rows.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = { rows: 1_000_000, columns: 64, fitted: 20_000, batchSize: 1024 };

/** What a short one does. */
const short: typeof full = { ...full, rows: 100_000, fitted: 2000 };

/** Rows that no memory holds, through an embedding and through clusters. */
export const streaming: Study = {
  name: 'streaming',
  question:
    'Do tables of any length go through an embedding and through clusters in flat memory, and how fast?',
  paper: 'no paper: what a user of large tables needs',
  run,
};

/** What was measured of one walk through the stream. */
interface Walk {
  readonly verb: string;
  readonly microsecondsPerRow: number;
  /** Peaks of resident memory in the first half of the walk and in the second, in MiB. */
  readonly first: number;
  readonly second: number;
  /** Tensors held after it that were not held before. */
  readonly tensors: number;
}

async function run(context: StudyContext): Promise<StudyOutcome> {
  const { rows, columns, fitted, batchSize } = context.pick(full, short);
  const source = (count: number) => () => blobRows({ rows: count, columns, blobs: 10, seed: context.seed });
  const stream = streamDataset(source(rows), { shape: [columns], size: rows });
  const first = Array.from(source(fitted)(), ({ x }) => [...x]);
  const sample = arrayDataset({ x: Float32Array.from(first.flat()), shape: [columns] });

  const model = undercompleteAutoencoder({
    inputShape: [columns],
    latentDim: 8,
    hidden: [32],
    seed: context.seed,
  });
  await context.train('autoencoder', model, sample, { epochs: 5, batchSize: 128 });
  const embedding = reducer(model, { trained: true });
  const groups = clustering(model, { method: 'k-means', clusters: 10, seed: context.seed });
  await groups.fit(sample);
  const walks = [
    await walk('transform', rows, stream, (data) => embedding.transformBatches(data, { batchSize }), context),
    await walk('assign', rows, stream, (data) => groups.assignBatches(data, { batchSize }), context),
  ];
  groups.dispose();
  model.dispose();
  return {
    claims: walks.flatMap(claimsOf),
    configuration: { rows, columns, fitted, batchSize },
    sections: [tableSection(rows, walks)],
  };
}

async function walk(
  verb: string,
  rows: number,
  stream: Dataset,
  batches: (data: Dataset) => AsyncGenerator<unknown>,
  context: StudyContext,
): Promise<Walk> {
  const tensors = tf.memory().numTensors;
  const start = performance.now();
  let done = 0;
  const peaks: [number, number] = [0, 0];
  for await (const batch of batches(stream)) {
    done += lengthOf(batch);
    const half = done <= rows / 2 ? 0 : 1;
    peaks[half] = Math.max(peaks[half], process.memoryUsage().rss / 2 ** 20);
  }
  const microsecondsPerRow = (1000 * (performance.now() - start)) / done;
  context.say(`${verb}: ${done} rows, ${microsecondsPerRow.toFixed(1)} microseconds a row`);
  const [first, second] = peaks;
  return { verb, microsecondsPerRow, first, second, tensors: tf.memory().numTensors - tensors };
}

/** Rows of a batch: coordinates or cluster numbers. */
function lengthOf(batch: unknown): number {
  return batch instanceof Int32Array ? batch.length : (batch as { shape: readonly number[] }).shape[0]!;
}

function claimsOf({ verb, microsecondsPerRow, first, second, tensors }: Walk): Claim[] {
  return [
    {
      figure: `peak of resident memory in the second half over that of the first, ${verb} at ${microsecondsPerRow.toFixed(1)} µs a row`,
      value: second / first,
      target: 1.1,
      better: 'lower',
      unit: 'times',
    },
    {
      figure: `tensors that are left of it, ${verb}`,
      value: tensors,
      target: 0,
      better: 'lower',
      unit: '',
    },
  ];
}

function tableSection(rows: number, walks: readonly Walk[]): ReportSection {
  return {
    title: `${rows.toLocaleString('en')} rows`,
    tables: [
      {
        caption: 'Time of all: drawing the rows, copying them to the engine, encoding, reading back',
        columns: ['verb', 'microseconds a row', 'peak in the first half, MiB', 'peak in the second, MiB'],
        rows: walks.map(({ verb, microsecondsPerRow, first, second }) => [
          verb,
          microsecondsPerRow,
          first,
          second,
        ]),
      },
    ],
  };
}
