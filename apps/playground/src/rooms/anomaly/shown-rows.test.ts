import { expect, test } from 'vitest';
import { rowsOf } from './shown-rows.js';

const normal = Float32Array.of(1, 5, 2);
const odd = { name: 'noise', scores: Float32Array.of(4, 9, 0.5) };
const brief = (rows: ReturnType<typeof rowsOf>) => rows.map(({ group = 'normal', row }) => `${group} ${row}`);

test('lists the oddest of all, false alarms from the highest, the missed from the lowest', () => {
  expect(brief(rowsOf('oddest', normal, odd, 3)).slice(0, 3)).toEqual(['noise 1', 'normal 1', 'noise 0']);
  expect(brief(rowsOf('false alarms', normal, odd, 1.5))).toEqual(['normal 1', 'normal 2']);
  expect(brief(rowsOf('missed', normal, odd, 4))).toEqual(['noise 2', 'noise 0']);
  expect(rowsOf('missed', normal, undefined, 4)).toEqual([]);
  expect(rowsOf('oddest', new Float32Array(50), odd, 4)).toHaveLength(8);
});
