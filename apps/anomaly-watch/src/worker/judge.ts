import { areaUnderRoc } from '@autoencoders/metrics';
import { isFault } from '../table/fault-label.js';
import { type Stretch, stretchesOf } from '../table/stretches.js';
import { openSheet, openWatched, type Session, type Watched } from './session.js';

/** What a threshold makes of the scores. */
export interface Judgement {
  readonly threshold: number;
  /** Rows above it. */
  readonly rows: number;
  /** Rows above it that follow one another, or nearly. */
  readonly alarms: readonly Stretch[];
  /** Of normal rows that were not learnt from: how many are above it, of how many. */
  readonly normalAbove: number;
  readonly normalCount: number;
  /** Where a column says where faults are. */
  readonly faults?: FaultJudgement;
}

/** How alarms compare with the faults that a column tells of, over rows that were not chosen as normal. */
export interface FaultJudgement {
  /** `undefined` where there are only faults, or none. */
  readonly auroc?: number;
  readonly found: readonly Fault[];
  /** Rows without a fault, and those of them that are above the threshold. */
  readonly soundRows: number;
  readonly soundAbove: number;
  readonly falseAlarms: number;
}

/** A fault, and whether it was noticed. */
export interface Fault extends Stretch {
  readonly name: string;
  readonly rowsAbove: number;
  /** Rows from its beginning to the first alarm; `undefined` where there is none. */
  readonly delay?: number;
}

/** Puts the threshold somewhere, and says what that makes of the scores. */
export function judge(session: Session, threshold: number, label: string | null): Judgement {
  const { watched } = openWatched(session);
  const { names, rows } = openSheet(session);
  // The precision of the scores, so that the same is above it in a file.
  const exact = Math.fround(threshold);
  watched.threshold = exact;
  const cells = label === null ? undefined : rows.map((row) => row[names.indexOf(label)]!);
  return judgementOf(watched, exact, cells);
}

/** @param labels what the column of faults says of each row */
export function judgementOf(watched: Watched, threshold: number, labels?: readonly string[]): Judgement {
  const { rowScores, units, heldOutScores } = watched;
  const above: number[] = [];
  rowScores.forEach((score, row) => {
    if (score > threshold) above.push(row);
  });
  const alarms = stretchesOf(above, Math.max(2, units.length));
  const normalAbove = heldOutScores.reduce((count, score) => count + (score > threshold ? 1 : 0), 0);
  return {
    threshold,
    rows: above.length,
    alarms,
    normalAbove,
    normalCount: heldOutScores.length,
    ...(labels ? { faults: faultsOf(watched, threshold, labels, alarms) } : {}),
  };
}

function faultsOf(
  { rowScores, normal, units }: Watched,
  threshold: number,
  labels: readonly string[],
  alarms: readonly Stretch[],
): FaultJudgement {
  // A window that has some rows of a fault is rightly odd until the last of them has left it.
  const touched = new Uint8Array(labels.length);
  const found: Fault[] = [];
  for (const { from, to, name } of faultStretches(labels)) {
    const end = Math.min(labels.length, to + units.length - 1);
    touched.fill(1, from, end);
    let rowsAbove = 0;
    let delay: number | undefined;
    for (let row = from; row < end; row++) {
      if (!(rowScores[row]! > threshold)) continue;
      rowsAbove += 1;
      delay ??= row - from;
    }
    found.push({ name, from, to, rowsAbove, ...(delay === undefined ? {} : { delay }) });
  }
  const judged = [...rowScores.keys()].filter((row) => normal[row] === 0 && !Number.isNaN(rowScores[row]!));
  const sound = judged.filter((row) => touched[row] === 0);
  const both = sound.length > 0 && sound.length < judged.length;
  return {
    ...(both
      ? {
          auroc: areaUnderRoc(
            judged.map((row) => rowScores[row]!),
            judged.map((row) => touched[row]!),
          ),
        }
      : {}),
    found,
    soundRows: sound.length,
    soundAbove: sound.filter((row) => rowScores[row]! > threshold).length,
    falseAlarms: alarms.filter(({ from, to }) => !touched.subarray(from, to).includes(1)).length,
  };
}

/** Stretches of rows with the same fault. */
function faultStretches(labels: readonly string[]): (Stretch & { readonly name: string })[] {
  const found: { name: string; from: number; to: number }[] = [];
  labels.forEach((name, row) => {
    if (!isFault(name)) return;
    const last = found.at(-1);
    if (last && last.to === row && last.name === name) last.to = row + 1;
    else found.push({ name, from: row, to: row + 1 });
  });
  return found;
}
