import { formatCsv } from '@autoencoders/data';
import { openSheet, openWatched, type Session } from './session.js';

/** The rows as they were read, with two columns more: the score, and 1 where it is above the threshold. */
export function exportScores(session: Session): string {
  const { names, rows } = openSheet(session);
  const { watched } = openWatched(session);
  const scores = [...watched.rowScores];
  return formatCsv([
    ...names.map((name, place) => ({ name, cells: rows.map((row) => row[place]!) })),
    {
      name: unused('score', names),
      // Nine digits tell all 32-bit numbers apart.
      cells: scores.map((score) => (Number.isNaN(score) ? '' : String(Number(score.toPrecision(9))))),
    },
    {
      name: unused('alarm', names),
      cells: scores.map((score) => (Number.isNaN(score) ? '' : score > watched.threshold ? '1' : '0')),
    },
  ]);
}

function unused(name: string, names: readonly string[]): string {
  return names.includes(name) ? unused(`anomaly ${name}`, names) : name;
}
