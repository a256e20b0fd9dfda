import { OptionError } from '@autoencoders/errors';
import type { Label } from '../load-labelled.js';

/** What a label says of a row. */
export const kinds = { anomaly: 1, normal: 0, unknown: -1 } as const;

/**
 * Which rows are anomalies: 1, else 0, and -1 without a label.
 *
 * @param anomaly the labels of anomalies; left out: `1` or `true`, with `0` or `false` for the others
 * @param what the labels are called in messages
 * @throws {OptionError} when none is named and labels are not of those.
 */
export function anomalyLabels(
  labels: readonly Label[],
  anomaly: readonly string[] | undefined,
  what: string,
): Int8Array {
  if (anomaly) {
    return Int8Array.from(labels, (label) => {
      if (label === undefined) return kinds.unknown;
      return anomaly.some((name) => same(name, label)) ? kinds.anomaly : kinds.normal;
    });
  }
  const others = [...new Set(labels)].filter((label) => label !== undefined && plain(label) === undefined);
  if (others.length > 0) {
    const some = others.slice(0, 5).map((label) => `'${label}'`);
    throw new OptionError(
      `${what} holds ${some.join(', ')}${others.length > 5 ? ', …' : ''}, and not 0 and 1: say which of its values are anomalies, --anomaly ${others[0]}`,
    );
  }
  return Int8Array.from(labels, (label) => (label === undefined ? kinds.unknown : plain(label)!));
}

/** Whether all labels are of those that need no `--anomaly`. */
export function arePlain(labels: readonly Label[]): boolean {
  return labels.every((label) => label === undefined || plain(label) !== undefined);
}

function plain(label: string): number | undefined {
  if (/^true$/i.test(label)) return kinds.anomaly;
  if (/^false$/i.test(label)) return kinds.normal;
  const value = Number(label);
  return value === kinds.anomaly || value === kinds.normal ? value : undefined;
}

function same(a: string, b: string): boolean {
  return a === b || (a.trim() !== '' && Number(a) === Number(b));
}
