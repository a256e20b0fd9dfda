import type { Callback, EpochRecord, Progress } from '@autoencoders/core';
import { SingleBar } from 'cli-progress';
import { formatDuration, formatFigure, formatTerms } from './format.js';
import type { Terminal } from './terminal.js';

/** A bar on a terminal; elsewhere a line for each epoch. */
export function showProgress(terminal: Terminal, epochs: number): Callback & { stop(): void } {
  return terminal.stderr.isTTY ? bar(terminal) : lines(terminal, epochs);
}

function lines(terminal: Terminal, epochs: number) {
  const onEpochEnd = ({ epoch, seconds, terms, validation }: EpochRecord) => {
    const test = validation ? `; test ${formatTerms(validation)}` : '';
    terminal.stderr.write(
      `epoch ${epoch}/${epochs}  ${formatTerms(terms)}${test}  (${formatFigure(seconds)} s)\n`,
    );
  };
  return { onEpochEnd, stop: () => {} };
}

function bar(terminal: Terminal) {
  const shown = new SingleBar({
    stream: terminal.stderr as NodeJS.WriteStream,
    format: 'epoch {epoch}/{epochs} batch {batch}/{batches} |{bar}| {rate} images/s, {left} left | {terms}',
    barsize: 16,
    hideCursor: true,
    fps: 5,
    gracefulExit: false,
  });
  let started = false;
  const onProgress = (progress: Progress) => {
    const { epoch, epochs, batch, batches = batch, step, rate, secondsLeft = Number.NaN, terms } = progress;
    const payload = {
      epoch,
      epochs,
      batch,
      batches,
      rate: Math.round(rate),
      left: formatDuration(secondsLeft),
      terms: formatTerms(terms),
    };
    if (started) return shown.update(step, payload);
    shown.start(batches * epochs, step, payload);
    started = true;
  };
  return { onProgress, stop: () => shown.stop() };
}
