import { DataError } from '@autoencoders/errors';
import { type Claim, isMet } from './study.js';
import type { StudyResult } from './study-result.js';

const begin = '<!-- results:begin -->';
const end = '<!-- results:end -->';

/**
 * The text with what lies between its two marks replaced.
 *
 * @throws {DataError} when a mark is missing.
 */
export function withTables(text: string, tables: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) {
    throw new DataError(`the README lacks the marks ${begin} and ${end}: put them back`);
  }
  return `${text.slice(0, from + begin.length)}\n\n${tables.trim()}\n\n${text.slice(to)}`;
}

/** A table for each study that has been run in full. */
export function resultTables(results: readonly StudyResult[]): string {
  return results.map(tableOf).join('\n\n');
}

function tableOf(result: StudyResult): string {
  const { name, paper, claims, seed, backend, threads, seconds, commit } = result;
  const rows = claims.map((claim) => {
    const cells = [claim.figure, measuredOf(claim), targetOf(claim), isMet(claim) ? 'met' : 'not met'];
    // A bar would end the cell.
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    `### ${name}`,
    '',
    `${paper}. Seed ${seed}, ${backend}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${Math.round(seconds / 60)} min, commit ${commit.slice(0, 10)}.`,
    '',
    '| figure | measured | target | |',
    '| --- | --: | --: | --- |',
    ...rows,
  ].join('\n');
}

/** A claim's value with its unit. */
export function measuredOf({ value, unit }: Claim): string {
  return `${shown(value)} ${unit}`.trim();
}

/** A claim's target with its side: `≤ 1.3 %`. */
export function targetOf({ target, better, unit }: Claim): string {
  return `${better === 'lower' ? '≤' : '≥'} ${shown(target)} ${unit}`.trim();
}

/** A figure with three digits that count. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
