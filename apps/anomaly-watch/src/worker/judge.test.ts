import { expect, test } from 'vitest';
import { judgementOf } from './judge.js';
import { unitAtEachRow } from './score-rows.js';
import type { Watched } from './session.js';
import { firstSettings } from './settings.js';

function watchedRows(scores: readonly number[], normal: readonly number[] = []): Watched {
  const rowScores = Float32Array.from(scores);
  const starts = Uint32Array.from(scores.keys());
  return {
    columns: ['a'],
    settings: firstSettings,
    units: { starts, length: 1, batches: async function* () {} },
    unitScores: rowScores,
    rowScores,
    unitAt: Int32Array.from(scores.keys()),
    normal: Uint8Array.from(scores, (_, row) => (normal.includes(row) ? 1 : 0)),
    heldOutScores: Float32Array.from([0.1, 0.2, 0.3, 0.4]),
    threshold: 0,
  };
}

test('alarms are rows above the threshold, with short gaps bridged', () => {
  const { rows, alarms, normalAbove, normalCount } = judgementOf(
    watchedRows([0, 5, 0, 5, 0, 0, 0, 0, 5]),
    Math.fround(0.3),
  );
  expect(rows).toBe(3);
  expect(alarms).toEqual([
    { from: 1, to: 4 },
    { from: 8, to: 9 },
  ]);
  // The score that is the threshold itself is not above.
  expect([normalAbove, normalCount]).toEqual([1, 4]);
});

test('faults are hit or missed, and alarms elsewhere are false', () => {
  const scores = [9, 0, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 4, 0, 1, 1];
  const labels = ['', '', '', 'leak', 'leak', 'leak', '', '', '', '', '', '', '', '', 'wear', 'wear'];
  const { faults } = judgementOf(watchedRows(scores, [0, 1, 2]), 1.5, labels);
  expect(faults!.found).toEqual([
    { name: 'leak', from: 3, to: 6, rowsAbove: 2, delay: 1 },
    { name: 'wear', from: 14, to: 16, rowsAbove: 0 },
  ]);
  // Row 0 is of the normal ones: it counts as a false alarm, but not among the rows that are judged.
  expect(faults).toMatchObject({ soundRows: 8, soundAbove: 1, falseAlarms: 2 });
  // By hand: of 5 × 8 pairs, zero against seven zeros is half a win, and one sound row scores 4.
  expect(faults!.auroc).toBeCloseTo((3.5 + 7 + 7 + 7 + 7) / 40, 10);
});

test('a window speaks for the row that it ends with', () => {
  const units = { starts: Uint32Array.from([0, 2, 4, 5]), length: 3, batches: async function* () {} };
  expect([...unitAtEachRow(units, 8)]).toEqual([-1, -1, 0, 0, 1, 1, 2, 3]);
});
