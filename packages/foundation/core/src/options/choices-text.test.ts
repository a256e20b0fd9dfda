import { expect, it } from 'vitest';
import { choicesText } from './choices-text.js';
import { placeholder } from './placeholder.js';

it('has the choices that the placeholder has not', () => {
  const few = { type: 'string', enum: ['relu', 'tanh'] };
  const many = { type: 'string', enum: ['a-long-name', 'another-long-name', 'third'] };
  expect([placeholder(few), choicesText(few)]).toEqual(['relu|tanh', '']);
  expect([placeholder(many), choicesText(many)]).toEqual([
    'NAME',
    '(one of a-long-name, another-long-name, third)',
  ]);
  expect(choicesText({ type: 'number' })).toBe('');
});
