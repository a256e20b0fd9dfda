import type { AnomalyDetector } from '@autoencoders/anomaly';
import { nextTurn, trainingGate } from '@autoencoders/app-kit/worker';
import { cosineDecay, reconstruct } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import { areaUnderRoc, averagePrecision, rocCurve } from '@autoencoders/metrics';
import * as tf from '@tensorflow/tfjs';
import { type DataSummary, isPicture } from '../../data/data-summary.js';
import { makeModel } from '../../worker/make-model.js';
import { openRun, type Session } from '../../worker/session.js';
import { copyWeights, snapshotOf } from '../../worker/snapshot.js';
import { toItems } from '../../worker/to-items.js';
import { heatOf } from './heat.js';
import {
  detectorBy,
  forgetFitted,
  type Held,
  mainScore,
  makeDetector,
  oddThings,
  possibleScores,
  release,
} from './held.js';
import { partsByClass, partsOfAll, rareClass } from './parts.js';
import type { Blame, NormalIs, OddGroup, Scored, ScoredRow, ShownRows } from './scored.js';

const held: Record<NormalIs, Held | undefined> = { classes: undefined, all: undefined };
let abort: AbortController | undefined;

/** The data of the run at hand, and the class that is rare among them, if one is. */
export async function describe(
  session: Session,
): Promise<{ readonly summary: DataSummary; readonly rare: number | undefined }> {
  const { data } = openRun(session);
  return { summary: data.summary, rare: rareClass(data) };
}

/**
 * Trains a detector on the classes that count as normal: an autoencoder like the run's own that has not seen the others.
 *
 * @param onProgress told the share of the training that is done
 */
export async function train(
  session: Session,
  normal: readonly number[],
  epochs: number,
  onProgress: (fraction: number) => void,
): Promise<void> {
  const run = openRun(session);
  const { kind, options, training } = run.configuration;
  const parts = partsByClass(run.data, normal);
  const model = await makeModel(kind, options, run.data.summary.shape);
  const detector = makeDetector({ model }, mainScore);
  abort = new AbortController();
  try {
    const { batchSize, seed, learningRate } = training;
    const steps = epochs * Math.ceil(parts.train.size / batchSize);
    await detector.fit(parts.train, {
      epochs,
      batchSize,
      seed,
      learningRate: cosineDecay(learningRate, steps),
      signal: abort.signal,
      callbacks: [
        trainingGate().callback,
        { onProgress: ({ step }) => void onProgress(Math.min(1, step / steps)) },
      ],
    });
    const odd = await oddThings(run, parts);
    release(held.classes);
    held.classes = { run, model, parts, odd, detectors: new Map([[mainScore, detector]]) };
  } catch (error) {
    detector.dispose();
    model.dispose();
    throw error;
  } finally {
    abort = undefined;
  }
}

/** Ends the training of the detector, which is used with what it has learnt. */
export async function stop(_session: Session): Promise<void> {
  abort?.abort();
}

/** The scores of the test part, and of odd things. With `all`, by the model at hand as it is at this moment. */
export async function score(session: Session, normalIs: NormalIs, name: string): Promise<Scored> {
  const by = normalIs === 'all' ? await adopted(session) : heldFor(session, 'classes');
  const possible = possibleScores(by);
  const detector = await detectorBy(by, possible.includes(name) ? name : mainScore);
  const normal = await scoresOf(detector, by.parts.normal);
  const odd: OddGroup[] = [];
  for (const [group, data] of Object.entries(by.odd)) {
    odd.push(judged(group, normal, await scoresOf(detector, data)));
  }
  return {
    score: possible.includes(name) ? name : mainScore,
    possible,
    positive: detector.positive,
    heldBack: (await scoresOf(detector, by.parts.heldBack)).sort(),
    normal,
    odd,
  };
}

/** Rows with their reconstructions, and what makes them odd. */
export async function show(
  session: Session,
  normalIs: NormalIs,
  rows: readonly ScoredRow[],
): Promise<ShownRows> {
  const by = heldFor(session, normalIs);
  const { data } = by.run;
  const { summary, scaling } = data;
  const taken = rows.map(({ group, row }) => ({ from: groupOf(by, group), row }));
  const size = summary.shape.reduce((product, length) => product * length, 1);
  const values = new Float32Array(rows.length * size);
  taken.forEach(({ from, row }, at) => void values.set(from.values([row]), at * size));
  const shown = arrayDataset({ x: values, shape: summary.shape });
  const back = await reconstruct(by.model, shown);
  const [x, y] = [values, back.values].map((each) => tf.tensor(each, [rows.length, ...summary.shape])) as [
    tf.Tensor,
    tf.Tensor,
  ];
  const classes = taken.map(({ from, row }) => summary.classes[from.targets([row])?.[0] ?? -1] ?? '');
  const detector = await detectorBy(by, mainScore);
  try {
    const items = await toItems(x, data);
    const reconstructions = await toItems(y, data);
    if (isPicture(summary)) {
      const { values: errors } = await detector.contributions(shown);
      return {
        items,
        reconstructions,
        errors: heatOf(errors, summary.shape as [number, number, number]),
        blame: [],
        classes,
      };
    }
    const blame = (await detector.explain(shown, { top: 3 })).map(({ top }) =>
      top.map(({ index, value, expected }): Blame => {
        const own = (cell: number) =>
          scaling ? cell * (scaling.scale[index] ?? 1) + (scaling.shift[index] ?? 0) : cell;
        return { column: summary.columns[index] ?? `${index}`, value: own(value), expected: own(expected) };
      }),
    );
    return { items, reconstructions, blame, classes };
  } finally {
    tf.dispose([x, y]);
  }
}

/** Detectors on a copy of the model at hand, with its weights of this moment. */
async function adopted(session: Session): Promise<Held> {
  const run = openRun(session);
  if (held.all?.run === run) {
    copyWeights(run.model, held.all.model);
    forgetFitted(held.all);
    return held.all;
  }
  const parts = partsOfAll(run.data);
  const odd = await oddThings(run, parts);
  const model = await snapshotOf(run);
  release(held.all);
  held.all = { run, model, parts, odd, detectors: new Map() };
  return held.all;
}

function heldFor(session: Session, normalIs: NormalIs): Held {
  const by = held[normalIs];
  if (by && by.run === openRun(session)) return by;
  throw new DataError('the detector was of another run: train one anew');
}

function groupOf({ parts, odd }: Held, group: string | undefined): ArrayDataset {
  return group === undefined ? parts.normal : odd[group]!;
}

async function scoresOf(detector: AnomalyDetector, data: ArrayDataset): Promise<Float32Array> {
  const scores = new Float32Array(data.size);
  let done = 0;
  for await (const part of detector.scoreBatches(data, { batchSize: 128 })) {
    scores.set(part, done);
    done += part.length;
    await nextTurn();
  }
  return scores;
}

function judged(name: string, normal: Float32Array, scores: Float32Array): OddGroup {
  const all = new Float32Array(normal.length + scores.length);
  all.set(normal);
  all.set(scores, normal.length);
  const labels = new Uint8Array(all.length).fill(1, normal.length);
  const { falsePositiveRates, truePositiveRates } = rocCurve(all, labels);
  return {
    name,
    scores,
    areaUnderRoc: areaUnderRoc(all, labels),
    averagePrecision: averagePrecision(all, labels),
    falseAlarmRates: falsePositiveRates,
    recalls: truePositiveRates,
  };
}
