import type { History } from './history.js';

/** A history as CSV: a row an epoch; validation terms have the prefix `validation/`. */
export function historyCsv({ epochs }: History): string {
  const rows = epochs.map(({ epoch, step, seconds, learningRate, terms, validation = {} }) => ({
    epoch,
    step,
    seconds,
    learningRate,
    ...terms,
    ...Object.fromEntries(Object.entries(validation).map(([name, value]) => [`validation/${name}`, value])),
  }));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) =>
    columns.map((column) => (row as Record<string, number>)[column] ?? '').join(','),
  );
  return `${[columns.join(','), ...lines].join('\n')}\n`;
}
