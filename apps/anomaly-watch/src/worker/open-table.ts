import { type Axis, axisOf } from '../table/axis.js';
import type { ColumnInfo } from '../table/column-info.js';
import { type Envelope, envelopeOf, type View } from '../table/envelope.js';
import { chosenRows, type NormalChoice } from '../table/normal-rows.js';
import { readSheet } from '../table/sheet.js';
import { type Stretch, stretchesOf } from '../table/stretches.js';
import { type Suggestion, suggest } from '../table/suggest.js';
import { dropDetector, openSheet, type Session } from './session.js';

/** What the page is told of a table. */
export interface TableSummary {
  readonly title: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly suggestion: Suggestion;
}

/** Reads a table; the one before stays where this one cannot be read. @throws as {@link readSheet}. */
export function openTable(session: Session, text: string, title: string): TableSummary {
  const sheet = readSheet(text, title);
  dropDetector(session);
  session.sheet = sheet;
  session.axis = undefined;
  return { title, rows: sheet.rows.length, columns: sheet.columns, suggestion: suggest(sheet) };
}

/** Takes a column as what the rows lie along. @throws as {@link axisOf}. */
export function takeAxis(session: Session, column: string | null): Axis {
  const axis = axisOf(openSheet(session), column);
  session.axis = axis;
  return axis;
}

/** More stretches than a plot can show apart. */
const mostStretches = 2000;

/** How many rows are chosen as normal, and where they are. */
export function normalOf(
  session: Session,
  choice: NormalChoice,
): { readonly rows: number; readonly stretches: readonly Stretch[] } {
  const rows = chosenRows(openSheet(session), choice);
  return { rows: rows.length, stretches: stretchesOf(rows).slice(0, mostStretches) };
}

/** A line that can be drawn. */
export interface DrawnLine extends Envelope {
  readonly name: string;
}

/** Columns, and the score where there is one, as they are drawn in a view. */
export function linesOf(
  session: Session,
  view: View,
  columns: readonly string[],
): { readonly score?: Envelope; readonly columns: readonly DrawnLine[] } {
  const { numbers } = openSheet(session);
  const { axis, watched } = session;
  if (!axis) return { columns: [] };
  return {
    ...(watched ? { score: envelopeOf(watched.rowScores, axis.x, view) } : {}),
    columns: columns.flatMap((name) => {
      const values = numbers.get(name);
      return values ? [{ name, ...envelopeOf(values, axis.x, view) }] : [];
    }),
  };
}
