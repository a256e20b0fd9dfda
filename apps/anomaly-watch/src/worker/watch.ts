import { type TrainingGate, trainingGate } from '@autoencoders/app-kit/worker';
import { normalRows } from '../table/normal-rows.js';
import type { Sheet } from '../table/sheet.js';
import { partsOf } from '../table/stretches.js';
import { calibrate, type Threshold } from './calibrate.js';
import type { Choice } from './choice.js';
import type { Tell } from './events.js';
import { keepDetector } from './kept-detector.js';
import { keptTraining } from './kept-training.js';
import { makeDetector } from './make-detector.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { scoreRows } from './score-rows.js';
import { dropDetector, openSheet, openWatched, type Session, type Watched } from './session.js';
import type { Settings } from './settings.js';
import { tellEngine } from './tell-engine.js';
import { trainDetector, trainingLength } from './train-detector.js';
import { unitsIn, unitsOf, valuesOf } from './units.js';

let underWay: TrainingGate | undefined;

/** The next step waits until {@link resume}. */
export function pause(): void {
  underWay?.pause();
}

/** Goes on after {@link pause}. */
export function resume(): void {
  underWay?.resume();
}

/** Ends the training after the step under way; the detector is used as it is by then. */
export function stop(): void {
  underWay?.stop();
}

/**
 * Trains a detector on the normal rows, finds its threshold by others of them, and scores all.
 *
 * @param goOn from the checkpoints of such a training that was cut off
 * @throws {DataError} when rows or cells do not do, naming them.
 */
export async function watch(session: Session, choice: Choice, tell: Tell, goOn = false): Promise<Outcome> {
  const { columns, normal, settings } = choice;
  const sheet = openSheet(session);
  const series = valuesOf(sheet, columns, settings.missing);
  const units = unitsOf(sheet, series, columns, settings);
  const chosen = normalRows(sheet, normal);
  const parts = partsOf(chosen, settings.unit === 'rows' ? 12 : 3 * settings.length);
  const [train, heldOut] = await Promise.all([
    unitsIn(series, parts.train, settings),
    unitsIn(series, parts.heldOut, settings),
    tellEngine(settings.engine, tell),
  ]);
  dropDetector(session);
  const learnt = train.shape[0]!;
  const detector = makeDetector(columns, settings, learnt);
  session.detector = detector;
  const gate = trainingGate();
  underWay = gate;
  const { steps } = trainingLength(learnt, settings);
  try {
    return await keptTraining(session, { choice, steps, goOn }, async (kept) => {
      const history = await trainDetector(detector, train, settings, { gate, kept, tell });
      const { threshold, note } = await calibrate(detector, heldOut, settings.falseAlarmRate);
      const scores = await scoreRows(detector, units, sheet.rows.length, tell);
      const heldOutScores = (await detector.score(heldOut)).sort();
      const watched: Watched = {
        columns,
        settings,
        ...scores,
        normal: maskOf(chosen, sheet.rows.length),
        heldOut,
        heldOutScores,
        threshold,
      };
      session.watched = watched;
      const refused = await keepDetector(session);
      return {
        ...outcomeOf(watched, detector.positive),
        learnt,
        heldOut: heldOut.shape[0]!,
        steps: history.steps,
        seconds: history.seconds,
        stopped: history.stopped === 'aborted',
        notes: [
          ...[note, refused].filter((text) => text !== undefined),
          ...gapNotes(sheet, columns, units.starts.length, settings),
        ],
      };
    });
  } catch (error) {
    dropDetector(session);
    throw error;
  } finally {
    underWay = undefined;
  }
}

/** The threshold of another false-alarm rate. */
export async function thresholdFor(session: Session, falseAlarmRate: number): Promise<Threshold> {
  const { detector, watched } = openWatched(session);
  if (watched.heldOut) return calibrate(detector, watched.heldOut, falseAlarmRate);
  return {
    threshold: watched.threshold,
    note: 'The normal rows that it was made with are not kept: move the slider.',
  };
}

function maskOf(rows: Uint32Array, count: number): Uint8Array {
  const mask = new Uint8Array(count);
  for (const row of rows) mask[row] = 1;
  return mask;
}

function gapNotes(
  sheet: Sheet,
  columns: readonly string[],
  units: number,
  { unit, missing }: Settings,
): string[] {
  const gaps = sheet.columns.reduce(
    (sum, { name, missing: count }) => sum + (columns.includes(name) ? count : 0),
    0,
  );
  if (gaps === 0) return [];
  const leftOut = unit === 'rows' ? sheet.rows.length - units : 0;
  const rule = missing === 'hold' ? 'the value before it' : 'the mean of its column';
  return [
    `${gaps} ${gaps === 1 ? 'cell is missing: it is' : 'cells are missing: each is'} filled with ${rule}.`,
    ...(leftOut > 0 ? [`${leftOut} rows without any value have no score.`] : []),
  ];
}
