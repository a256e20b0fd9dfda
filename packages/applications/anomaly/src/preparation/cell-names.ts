import type { AnomalySettings } from '../options.js';

/** Says which cell of a row is meant. */
export type CellName = (cell: number) => string;

/**
 * The names of the cells of a row: its columns' where they have names, else their numbers; with the step, where a row
 * has several: `'pressure'`, `'3'`, `'pressure[12]'`, `'0[4, 7]'`.
 */
export function cellNames(
  inputShape: readonly number[],
  { columns }: Pick<AnomalySettings, 'columns'>,
): CellName {
  const count = inputShape.at(-1) ?? 1;
  const above = inputShape.slice(0, -1);
  return (cell) => {
    const column = cell % count;
    const name = columns?.[column] ?? String(column);
    if (above.length === 0) return name;
    let rest = Math.floor(cell / count);
    const place: number[] = [];
    for (const length of [...above].reverse()) {
      place.unshift(rest % length);
      rest = Math.floor(rest / length);
    }
    return `${name}[${place.join(', ')}]`;
  };
}
