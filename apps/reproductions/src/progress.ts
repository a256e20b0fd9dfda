import type { Callback, Progress } from '@autoencoders/core';
import { SingleBar } from 'cli-progress';

/** Where progress is shown. */
export type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** A bar for a training on a terminal; elsewhere a line for about every tenth epoch. */
export function showProgress(stream: Stream, name: string): Callback {
  return stream.isTTY ? bar(stream, name) : lines(stream, name);
}

function lines(stream: Stream, name: string) {
  let last: Progress | undefined;
  return {
    onProgress: (progress: Progress) => {
      last = progress;
    },
    onEpochEnd: ({ epoch, seconds }: { epoch: number; seconds: number }) => {
      const epochs = last?.epochs ?? epoch;
      if (epoch !== epochs && epoch % Math.ceil(epochs / 10) !== 0) return;
      stream.write(`${name}: epoch ${epoch}/${epochs}, ${seconds.toFixed(1)} s  ${terms(last)}\n`);
    },
  };
}

function bar(stream: Stream, name: string) {
  const shown = new SingleBar({
    stream: stream as NodeJS.WriteStream,
    format: `${name} |{bar}| epoch {epoch}/{epochs}, {left} left | {terms}`,
    barsize: 16,
    hideCursor: true,
    fps: 5,
    clearOnComplete: true,
    gracefulExit: false,
  });
  let started = false;
  return {
    onProgress: (progress: Progress) => {
      const { batches = progress.batch, epochs, epoch, step, secondsLeft } = progress;
      const left = secondsLeft === undefined ? '?' : `${Math.ceil(secondsLeft)} s`;
      const payload = { epoch, epochs, left, terms: terms(progress) };
      if (started) return shown.update(step, payload);
      shown.start(batches * epochs, step, payload);
      started = true;
    },
    onTrainEnd: () => shown.stop(),
  };
}

function terms(progress: Progress | undefined): string {
  return Object.entries(progress?.terms ?? {})
    .map(([name, value]) => `${name.slice(name.indexOf('/') + 1)} ${Number(value.toPrecision(4))}`)
    .join('  ');
}
