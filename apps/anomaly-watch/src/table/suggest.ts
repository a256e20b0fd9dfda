import { suggestAxis } from './axis.js';
import type { Sheet } from './sheet.js';

/** What to begin with. */
export interface Suggestion {
  readonly time: string | null;
  readonly columns: readonly string[];
  /** Column that says where faults are, by its name. */
  readonly label: string | null;
}

const labelName =
  /^(is_?)?(fault|faults|failure|label|labels|anomaly|anomalous|anomalies|outlier|attack)s?$/i;

/** Proposes the time, the columns to learn from, and the column that says where faults are. */
export function suggest(sheet: Sheet): Suggestion {
  const time = suggestAxis(sheet);
  const label =
    sheet.columns.find(({ name, values }) => labelName.test(name) && values.length > 1)?.name ?? null;
  const columns = sheet.columns
    .filter(({ kind, name }) => kind === 'numbers' && name !== time && name !== label)
    .map(({ name }) => name);
  return { time, label, columns };
}
