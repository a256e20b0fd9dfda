import type { Axis } from '../table/axis.js';
import { longTime, shortNumber, shortSpan } from './ticks.js';

/** Where a row is on its axis, in words. */
export function placeText({ kind, x }: Axis, row: number): string {
  const place = x[Math.min(x.length - 1, Math.max(0, row))]!;
  return kind === 'time' ? longTime(place) : kind === 'row' ? `row ${place}` : shortNumber(place);
}

/** How far one row is from another, in words. */
export function spanText({ kind, x }: Axis, from: number, to: number): string {
  const span = x[to]! - x[from]!;
  if (kind === 'time') return shortSpan(span);
  return kind === 'row' ? `${span} ${span === 1 ? 'row' : 'rows'}` : shortNumber(span);
}
