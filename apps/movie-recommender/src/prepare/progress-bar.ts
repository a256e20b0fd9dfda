import { createRequire } from 'node:module';
import type { Callback } from '@autoencoders/core';

/** The part of cli-progress that is used. */
interface Bar {
  start(total: number, value: number, payload: object): void;
  update(value: number, payload: object): void;
  stop(): void;
}

const { SingleBar } = createRequire(import.meta.url)('cli-progress') as {
  SingleBar: new (options: object) => Bar;
};

/** A bar on a terminal, and a line for every tenth of the epochs elsewhere. */
export function progressBar(epochs: number, stream: NodeJS.WriteStream): Callback {
  const lossOf = (terms: Readonly<Record<string, number>>) =>
    Object.entries(terms)
      .find(([name]) => name.endsWith('/loss'))?.[1]
      .toPrecision(4) ?? '';
  if (!stream.isTTY) {
    const every = Math.max(1, Math.round(epochs / 10));
    return {
      onEpochEnd: ({ epoch, terms }) => {
        if (epoch % every === 0 || epoch === epochs) {
          stream.write(`epoch ${epoch}/${epochs}, loss ${lossOf(terms)}\n`);
        }
      },
    };
  }
  const bar = new SingleBar({
    stream,
    format: 'epoch {epoch}/{epochs} |{bar}| {left} s left | loss {loss}',
    barsize: 24,
    hideCursor: true,
    gracefulExit: false,
  });
  let started = false;
  return {
    onProgress: ({ epoch, batch, batches = batch, step, secondsLeft, terms }) => {
      const payload = {
        epoch,
        epochs,
        left: secondsLeft === undefined ? '?' : Math.round(secondsLeft),
        loss: lossOf(terms),
      };
      if (started) return bar.update(step, payload);
      bar.start(batches * epochs, step, payload);
      started = true;
    },
    dispose: () => {
      if (started) bar.stop();
    },
  };
}
