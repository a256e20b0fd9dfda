import { OptionError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { engineIds } from './engines.js';
import { parseOptions } from './options.js';

const parse = (...argv: string[]) => parseOptions(argv, () => {});

it('measures everything by default, and what is named otherwise', () => {
  expect(parse()).toMatchObject({ mode: 'full', whole: true, rounds: 5, engines: engineIds, json: false });
  expect(parse('--workloads', 'dense,vae', '--engines=wasm-1', '--rounds', '2', '--out', 'x')).toMatchObject({
    mode: 'full',
    whole: false,
    parts: ['dense', 'vae'],
    engines: ['wasm-1'],
    rounds: 2,
    out: 'x',
  });
  expect(parse('--quick', '--json')).toMatchObject({ mode: 'quick', rounds: 3, json: true });
  expect(parse('--profile', 'conv')).toMatchObject({ mode: 'profile', profile: 'conv', engines: ['wasm-1'] });
  expect(parse('--memory')).toMatchObject({ mode: 'full', parts: ['memory'], whole: false });
  expect(parse('--readme')).toMatchObject({ mode: 'readme' });
});

it('writes help', () => {
  const written: string[] = [];
  expect(parseOptions(['--help'], (text) => written.push(text))).toBeUndefined();
  expect(written.join('')).toContain('--quick');
});

it.each([
  [['--rounds', '0'], '--rounds is 0'],
  [['--engines', 'gpu'], "--engines names 'gpu'"],
  [['--workloads', 'dense,none'], "--workloads names 'none'"],
  [['--profile', 'all'], "--profile names 'all'"],
  [['--out='], '--out is empty'],
  [['--fast'], '--fast'],
  [['stray'], 'arguments'],
])('refuses %j', (argv, message) => {
  expect(() => parse(...argv)).toThrow(OptionError);
  expect(() => parse(...argv)).toThrow(message);
});
