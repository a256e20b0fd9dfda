import { expect, it } from 'vitest';
import { evenRows } from './even-rows.js';

it('takes all rows where they are few, else some from everywhere', () => {
  expect([...evenRows(3, 5)]).toEqual([0, 1, 2]);
  expect([...evenRows(10, 4)]).toEqual([0, 2, 5, 7]);
  expect(new Set(evenRows(2001, 2000)).size).toBe(2000);
});
