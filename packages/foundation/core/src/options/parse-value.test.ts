import { OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { parseValue } from './parse-value.js';

const integers = { type: 'array', items: { type: 'integer' } };
const texts = { type: 'array', items: { type: 'string' } };
const objects = { type: 'array', items: { type: 'object' } };
const pair = { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }], items: false } as const;
const spread = { anyOf: [{ const: 'learned' }, { type: 'number' }] };
const prior = { anyOf: [{ enum: ['normal', 'mixture'] }, { oneOf: [{ type: 'object' }] }] };

describe('parseValue', () => {
  it.each([
    ['8', { type: 'integer' }, 8],
    ['1e-4', { type: 'number' }, 1e-4],
    ['true', { type: 'boolean' }, true],
    ['false', { type: 'boolean' }, false],
    ['8', { type: 'string' }, '8'],
    ['tanh', { type: 'string', enum: ['relu', 'tanh'] }, 'tanh'],
    ['2', { enum: [1, 2] }, 2],
    ['learned', spread, 'learned'],
    ['0.5', spread, 0.5],
    ['mixture', prior, 'mixture'],
    ['{"name": "mixture"}', prior, { name: 'mixture' }],
    ['32, 16', integers, [32, 16]],
    ['[32, 16]', integers, [32, 16]],
    ['', integers, []],
    ['none', integers, []],
    ['none', texts, []],
    ['["none"]', texts, ['none']],
    ['none', objects, []],
    ['[{"name": "l1"}]', objects, [{ name: 'l1' }]],
    ['0,1', pair, [0, 1]],
    ['[0, 1]', pair, [0, 1]],
    ['null', { type: 'null' }, null],
  ])("reads '%s' by %o", (text, schema, value) => {
    expect(parseValue('option', text, schema)).toEqual(value);
  });

  it.each([
    ['many', { type: 'integer' }, "option is 'many': give an integer"],
    ['', { type: 'number' }, "option is '': give a number"],
    ['yes', { type: 'boolean' }, 'give true or false'],
    ['rely', { enum: ['relu', 'tanh'] }, 'give one of relu, tanh'],
    ['huge', spread, "give 'learned' or a number"],
    ['32,x', integers, 'give a list such as 512,128'],
    ['l1', objects, 'give a JSON list'],
    ['0,1,2', pair, 'give a list'],
    ['{', { type: 'object' }, 'give JSON'],
  ])("refuses '%s' by %o", (text, schema, message) => {
    expect(() => parseValue('option', text, schema)).toThrow(OptionError);
    expect(() => parseValue('option', text, schema)).toThrow(message);
  });
});
