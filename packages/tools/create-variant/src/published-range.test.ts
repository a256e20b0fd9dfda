import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { publishedRange } from './published-range.js';

it('is the version of the package beside, for those of this workspace', () => {
  const manifest = readFileSync(new URL('../../../foundation/core/package.json', import.meta.url), 'utf8');
  expect(publishedRange('@autoencoders/core')).toBe(`^${JSON.parse(manifest).version}`);
});

it('is the version installed, for those of others', () => {
  expect(publishedRange('zod')).toMatch(/^\^4\.\d+\.\d+$/);
});

it('is never guessed', () => {
  expect(() => publishedRange('left-pad')).toThrow('left-pad');
});
