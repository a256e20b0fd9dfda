import { expect, it } from 'vitest';
import { showProgress } from './progress.js';
import { recordingTerminal } from './testing/recording-terminal.js';

it('writes one line per epoch where no terminal is', () => {
  const terminal = recordingTerminal();
  const progress = showProgress(terminal, 2);
  expect(progress.onProgress).toBeUndefined();
  const terms = { 'elbo/loss': 104.56789, 'elbo/kl': 3 };
  const record = { epoch: 1, step: 10, seconds: 1.25, learningRate: 0.001, terms };
  progress.onEpochEnd?.({ ...record, validation: { 'elbo/loss': 105 } }, undefined as never);
  progress.stop();
  expect(terminal.errorText()).toBe('epoch 1/2  loss 104.57, kl 3; test loss 105  (1.25 s)\n');
});

it('shows epoch, batch, rate, time left and terms on a terminal', () => {
  const terminal = recordingTerminal({ isTTY: true });
  const progress = showProgress(terminal, 2);
  const position = { epoch: 2, epochs: 2, batch: 3, batches: 10, step: 13 };
  const terms = { 'elbo/loss': 9.5 };
  progress.onProgress?.({ ...position, rate: 5120.4, secondsLeft: 65, terms }, undefined as never);
  progress.stop();
  expect(terminal.errorText()).toMatch(
    /epoch 2\/2 batch 3\/10 \|.*\| 5120 images\/s, 1:05 left \| loss 9\.5/,
  );
});
