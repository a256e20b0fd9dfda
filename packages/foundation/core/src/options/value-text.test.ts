import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseValue } from './parse-value.js';
import { valueSchemas } from './value-schemas.js';
import { valueText } from './value-text.js';

const numbers = [0, 1, -1, 0.5, 1 / 32, 1e-9, 1e21, Number.POSITIVE_INFINITY];
const texts = ['code', 'none', 'a,b', ' x ', '', '[1]', '{', '5', 'true', 'null', 'é', 'a b', '"'];
const deep = [{ name: 'l1' }, { name: 'kl', layers: ['a', 'b,c'], weight: 0.1 }, {}];

/** All lists of up to two of these. */
function listsOf<Item>(items: readonly Item[]): Item[][] {
  return [[], ...items.map((item) => [item]), ...items.flatMap((one) => items.map((other) => [one, other]))];
}

/** Types of options such as variants have, and values of each. */
const cases: [string, z.ZodType, readonly unknown[]][] = [
  ['an integer', z.int().min(0), [0, 1, 512]],
  ['a number', z.number(), numbers],
  ['a boolean', z.boolean(), [true, false]],
  ['a text', z.string(), texts],
  ['a choice', z.enum(['relu', 'none', 'tanh']), ['relu', 'none', 'tanh']],
  ['a spread', z.union([z.literal('learned'), z.number().positive()]), ['learned', 1, 0.5]],
  ['a list of numbers', z.array(z.number()), listsOf(numbers)],
  [
    'a pair of numbers',
    z.tuple([z.number(), z.number()]),
    listsOf(numbers).filter(({ length }) => length === 2),
  ],
  ['a list of texts', z.array(z.string()), listsOf(texts)],
  ['a list of choices', z.array(z.enum(['l1', 'kl'])), listsOf(['l1', 'kl'])],
  ['a list of booleans', z.array(z.boolean()), listsOf([true, false])],
  ['a list of lists', z.array(z.array(z.int())), listsOf([[], [1], [1, 2]])],
  ['a list of objects', z.array(z.looseObject({})), listsOf(deep)],
  ['a name or settings', z.union([z.enum(['l1', 'kl']), z.looseObject({})]), ['l1', 'kl', ...deep]],
  ['perhaps a number', z.number().nullable(), [null, 0, 2]],
];

describe('valueText', () => {
  it.each(cases)('is read back as the same: %s', (_what, type, values) => {
    const schema = valueSchemas(z.object({ option: type })).option!;
    for (const value of values) expect(parseValue('option', valueText(value), schema)).toEqual(value);
  });

  it.each([
    [16, '16'],
    [0.5, '0.5'],
    ['relu', 'relu'],
    [true, 'true'],
    [null, 'null'],
    [undefined, ''],
    [[512, 128], '512,128'],
    [['code', 'hidden'], 'code,hidden'],
    [[], 'none'],
    [['none'], '["none"]'],
    [['a,b'], '["a,b"]'],
    [{ name: 'l1' }, '{"name":"l1"}'],
    [[{ name: 'l1' }], '[{"name":"l1"}]'],
  ])('%j is %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});
