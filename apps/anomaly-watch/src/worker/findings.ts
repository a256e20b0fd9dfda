import type { CellPart, Explanation } from '@autoencoders/anomaly';
import { DataError } from '@autoencoders/errors';
import { judgementOf } from './judge.js';
import { openSheet, openWatched, type Session, type Watched } from './session.js';
import { valuesOf } from './units.js';

/** A row or a window, and the columns to blame. */
export interface Finding {
  /** The row whose score it is: the last one of a window. */
  readonly row: number;
  /** Its rows, the last not included. */
  readonly from: number;
  readonly to: number;
  /** The alarm that it is the worst of, where it stands for one. */
  readonly alarm?: { readonly from: number; readonly to: number };
  readonly score: number;
  /** All columns, the worst first. */
  readonly blamed: readonly Blame[];
}

/** The part of a column in a score. */
export interface Blame {
  readonly column: string;
  /** From 0 to 1; all sum to 1. */
  readonly share: number;
  readonly expected: number;
  /** `NaN` where the cell is missing. */
  readonly got: number;
  /** The row that both are of: in a window, the one where they differ most. */
  readonly row: number;
}

/** The worst row of each of the worst alarms, or the worst rows. */
export async function worst(session: Session, by: 'alarms' | 'rows', count: number): Promise<Finding[]> {
  const { watched } = openWatched(session);
  const { rowScores, unitScores, units, threshold } = watched;
  if (by === 'rows') {
    const order = [...unitScores.keys()].sort((a, b) => unitScores[b]! - unitScores[a]! || a - b);
    return explainUnits(
      session,
      order.slice(0, count).map((unit) => ({ unit, row: units.starts[unit]! + units.length - 1 })),
    );
  }
  const peaks = judgementOf(watched, threshold).alarms.map(({ from, to }) => {
    let row = from;
    for (let at = from; at < to; at++) if (rowScores[at]! > rowScores[row]!) row = at;
    return { row, unit: watched.unitAt[row]!, alarm: { from, to } };
  });
  peaks.sort((a, b) => rowScores[b.row]! - rowScores[a.row]! || a.row - b.row);
  return explainUnits(session, peaks.slice(0, count));
}

/** What makes a row odd. @throws {DataError} for a row that has no score. */
export async function explainRow(session: Session, row: number): Promise<Finding> {
  const { watched } = openWatched(session);
  const unit = watched.unitAt[row] ?? -1;
  if (unit < 0) {
    const { length } = watched.units;
    throw new DataError(
      length === 1
        ? `${openSheet(session).placeOf(row)} has no value in the columns in use, and so no score`
        : `the first window ends with the ${length}th row: rows before it have no score`,
    );
  }
  const [found] = await explainUnits(session, [{ unit, row }]);
  return found!;
}

interface Asked {
  readonly unit: number;
  readonly row: number;
  readonly alarm?: { readonly from: number; readonly to: number };
}

async function explainUnits(session: Session, asked: readonly Asked[]): Promise<Finding[]> {
  if (asked.length === 0) return [];
  const { watched, detector } = openWatched(session);
  const { columns, units } = watched;
  const sheet = openSheet(session);
  const { values } = valuesOf(sheet, columns, watched.settings.missing);
  const size = units.length * columns.length;
  const cells = new Float32Array(asked.length * size);
  asked.forEach(({ unit }, at) => {
    const first = units.starts[unit]! * columns.length;
    cells.set(values.subarray(first, first + size), at * size);
  });
  const shape = [asked.length, ...detector.inputShape];
  const explanations = await detector.explain({ values: cells, shape }, { top: size });
  return explanations.map((explanation, at) => {
    const { unit, row, alarm } = asked[at]!;
    const from = units.starts[unit]!;
    return {
      row,
      from,
      to: from + units.length,
      score: explanation.score,
      blamed: blameOf(explanation, watched, from).map((blame) => ({
        ...blame,
        // As it is in the file, whatever it was filled with.
        got: sheet.numbers.get(blame.column)![blame.row]!,
      })),
      ...(alarm ? { alarm } : {}),
    };
  });
}

/** Cells by column. What a score gains by a cell is no part of the blame. */
function blameOf({ top }: Explanation, { columns }: Watched, from: number): Omit<Blame, 'got'>[] {
  const parts = columns.map(() => ({ sum: 0, worst: undefined as CellPart | undefined }));
  // The largest come first.
  for (const cell of top) {
    const part = parts[cell.index % columns.length]!;
    part.sum += Math.max(0, cell.contribution);
    part.worst ??= cell;
  }
  const all = parts.reduce((sum, part) => sum + part.sum, 0) || 1;
  return parts
    .map(({ sum, worst: cell }, place) => ({
      column: columns[place]!,
      share: sum / all,
      expected: cell!.expected,
      row: from + Math.floor(cell!.index / columns.length),
    }))
    .sort((a, b) => b.share - a.share);
}
