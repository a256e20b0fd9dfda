import { expect, it } from 'vitest';
import { showProgress } from './progress.js';

it('writes one line per epoch where no terminal is', () => {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) };
  const terminal = { stdout: output, stderr: output, signal: new AbortController().signal };
  const progress = showProgress(terminal, { start: 0, stepsPerEpoch: 10, epochs: 2 });
  progress.step({ step: 3, terms: { loss: 9 } });
  expect(written).toEqual([]);
  progress.epoch(1, { loss: 104.56789, kl: 3 });
  progress.stop();
  expect(written.join('')).toMatch(/^epoch 1\/2 {2}loss 104\.57, kl 3 {2}\([\d.e-]+ s\)\n$/);
});

it('shows epoch, batch, rate, time left and terms on a terminal', () => {
  const written: string[] = [];
  const output = {
    isTTY: true,
    columns: 200,
    write: (text: string) => written.push(text),
    cursorTo: () => {},
    clearLine: () => {},
    on: () => {},
    removeListener: () => {},
  };
  const terminal = { stdout: output, stderr: output, signal: new AbortController().signal };
  const progress = showProgress(terminal, { start: 0, stepsPerEpoch: 10, epochs: 2 });
  progress.step({ step: 13, terms: { loss: 9.5 } });
  progress.stop();
  expect(written.join('')).toMatch(/epoch 2\/2 batch 3\/10 \|.*\| \d+ batches\/s, \d:\d\d left \| loss 9\.5/);
});
