import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { duration, formatTerms, progressBar } from './progress-bar.js';
import { processTerminal } from './terminal.js';

function show(isTTY: boolean): string {
  const stderr = Object.assign(new PassThrough(), { isTTY, cursorTo: () => true, clearLine: () => true });
  const bar = progressBar({ ...processTerminal(), stderr }, { start: 10, steps: 100, epochs: 4 });
  bar.update(50, 2, { loss: 104.21345, kl: 25 });
  bar.stop();
  return String(stderr.read() ?? '');
}

describe('progressBar', () => {
  it('shows epoch, step, rate, time left and the terms on a terminal', () => {
    expect(show(true)).toMatch(
      /epoch 2\/4 .*step 50\/100 \| \d+ steps\/s \| 0:00 left \| loss 104.21, kl 25/,
    );
  });

  it('is quiet elsewhere', () => {
    expect(show(false)).toBe('');
  });
});

describe('duration', () => {
  it('writes minutes and hours', () => {
    expect([5, 65, 7265, Number.POSITIVE_INFINITY].map(duration)).toEqual(['0:05', '1:05', '2:01:05', '–']);
  });
});

describe('formatTerms', () => {
  it('rounds to five digits', () => {
    expect(formatTerms({ loss: 0.000123456, kl: 12345.678 })).toBe('loss 0.00012346, kl 12346');
  });
});
