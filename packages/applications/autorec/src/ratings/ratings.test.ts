import { DataError, ModelFormatError, OptionError, ShapeError } from '@autoencoders/errors';
import { testValues } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { countedIds, idsOf, implicitRatings, ratingsOf, ratingsOfUser } from '../index.js';
import { idsFromJson } from './ids.js';
import { transposed } from './sparse-rows.js';

const columns = {
  user: ['ann', 'bob', 'ann', 'cy', 'bob'],
  item: [7, 'B', 'B', 7, 7],
  rating: [4, 5, 1, 3, 2],
  time: [50, 40, 30, 20, 10],
};

describe('ratings', () => {
  it('lie in rows by user, items in order, as by hand', () => {
    const { users, items, byUser, range, size } = ratingsOf(columns);
    expect([users.toJSON(), items.toJSON(), range, size]).toEqual([
      ['ann', 'bob', 'cy'],
      [7, 'B'],
      [1, 5],
      5,
    ]);
    expect([...byUser.offsets]).toEqual([0, 2, 4, 5]);
    expect([...byUser.columns]).toEqual([0, 1, 0, 1, 0]);
    expect([...byUser.values]).toEqual([4, 1, 2, 5, 3]);
    expect([...byUser.times!]).toEqual([50, 30, 10, 40, 20]);
  });

  it('have a transpose that agrees with a dense matrix', () => {
    const cells = [...testValues(12 * 9, 0, 1)].flatMap((value, at) => (value < 0.4 ? [at] : []));
    const { byUser } = ratingsOf(
      {
        user: cells.map((at) => Math.floor(at / 9)),
        item: cells.map((at) => at % 9),
        rating: cells.map((at) => at + 1),
      },
      { users: countedIds(12), items: countedIds(9) },
    );
    const { offsets, columns, values } = transposed(byUser, 9);
    const found = [...columns].map((user, cell) => {
      const item = offsets.findIndex((_, row) => offsets[row + 1]! > cell);
      return [9 * user + item, values[cell]! - 1];
    });
    expect(found.map(([at]) => at).sort((a, b) => a! - b!)).toEqual(cells);
    for (const [at, value] of found) expect(value).toBe(at);
    for (let row = 0; row < 9; row++) {
      const users = [...columns.subarray(offsets[row], offsets[row + 1])];
      expect(users).toEqual([...users].sort((a, b) => a - b));
    }
  });

  it('keep the last of duplicates, or their mean, in an order of given users', () => {
    const twice = { user: ['b', 'a', 'b', 'b'], item: ['x', 'x', 'x', 'y'], rating: [1, 2, 4, 3] };
    const given = { users: ['a', 'b', 'none'], range: [0, 5] } as const;
    expect(() => ratingsOf(twice, given)).toThrow(`user "b" rates item "x" twice, in rows 0 and 2`);
    const last = ratingsOf(twice, { ...given, duplicates: 'last' });
    const mean = ratingsOf(twice, { ...given, duplicates: 'mean' });
    expect([...last.byUser.values]).toEqual([2, 4, 3]);
    expect([...mean.byUser.values]).toEqual([2, 2.5, 3]);
    expect([...mean.byUser.offsets]).toEqual([0, 1, 3, 3]);
    expect(ratingsOfUser(mean, 'b')).toEqual([
      { item: 'x', rating: 2.5 },
      { item: 'y', rating: 3 },
    ]);
    expect(ratingsOfUser(mean, 'none')).toEqual([]);
  });

  it('become what was chosen', () => {
    const chosen = implicitRatings(ratingsOf(columns), 4);
    expect([chosen.size, chosen.users.size, [...chosen.byUser.offsets]]).toEqual([2, 3, [0, 1, 2, 2]]);
    expect([...chosen.byUser.values]).toEqual([1, 1]);
    expect(() => implicitRatings(ratingsOf(columns), 6)).toThrow(DataError);
  });

  it.each([
    [{ ...columns, rating: [4, 5, 1, Number.NaN, 2] }, {}, DataError, 'the rating of row 3 is NaN'],
    [columns, { range: [1, 4] }, DataError, 'the rating of row 1 is 5, out of the range from 1 to 4'],
    [columns, { range: [4, 1] }, OptionError, 'range is [4,1]'],
    [{ ...columns, time: [1, 2, 3, 4, Number.POSITIVE_INFINITY] }, {}, DataError, 'the time of row 4'],
    [{ ...columns, item: [7] }, {}, ShapeError, '5, 1, 5, 5 cells'],
    [{ user: [], item: [], rating: [] }, {}, DataError, 'there are no ratings'],
    [{ ...columns, user: ['ann', '', 'b', undefined, 'c'] }, {}, DataError, 'cell 3 holds the id undefined'],
    [
      columns,
      { users: ['ann', 'bob'] },
      DataError,
      "there is no user 'cy': the 2 known begin with 'ann', a string",
    ],
    [columns, { users: ['ann', 'bob', 'ann'] }, DataError, "the id 'ann' is in the list twice"],
    [columns, { duplicates: 'first' }, OptionError, "duplicates is 'first'"],
  ])('name what is wrong with them (%#)', (given, options, type, message) => {
    expect(() => ratingsOf(given as never, options as never)).toThrow(type);
    expect(() => ratingsOf(given as never, options as never)).toThrow(message);
  });
});

describe('ids', () => {
  it('tell numbers from text, and come back from JSON', () => {
    const ids = idsOf([1, '1', 'b']);
    expect([ids.indexOf(1), ids.indexOf('1'), ids.indexOf('2')]).toEqual([0, 1, undefined]);
    const again = idsFromJson(JSON.parse(JSON.stringify(ids)));
    expect([again.size, again.at(1), again.indexOf('b')]).toEqual([3, '1', 2]);
    const counted = idsFromJson(JSON.parse(JSON.stringify(countedIds(4))));
    expect([counted.size, counted.at(3), counted.indexOf(3), counted.indexOf(4)]).toEqual([
      4,
      3,
      3,
      undefined,
    ]);
    for (const json of [undefined, [], [1, 1], { count: 0 }, 'ids']) {
      expect(() => idsFromJson(json)).toThrow(ModelFormatError);
    }
  });
});
