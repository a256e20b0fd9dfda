import { DataError } from '@autoencoders/errors';

const begin = '<!-- benchmarks:begin -->';
const end = '<!-- benchmarks:end -->';

/**
 * The text with the tables between its two marks replaced.
 *
 * @throws {DataError} when a mark is missing.
 */
export function withTables(text: string, tables: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new DataError(`the README lacks the marks ${begin} and ${end}: put them back`);
  return `${text.slice(0, from + begin.length)}\n\n${tables.trim()}\n\n${text.slice(to)}`;
}
