import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { fractionBar } from './fraction-bar.js';
import { processTerminal } from './terminal.js';

function show(isTTY: boolean): string {
  const stderr = Object.assign(new PassThrough(), { isTTY, cursorTo: () => true, clearLine: () => true });
  const bar = fractionBar({ ...processTerminal(), stderr });
  bar.update('umap', 0.25);
  bar.update('umap', 1.2);
  bar.stop();
  return String(stderr.read() ?? '');
}

it('shows the stage and its share on a terminal, and nothing elsewhere', () => {
  expect(show(true)).toMatch(/umap \|=+\| 100 %/);
  expect(show(false)).toBe('');
});
