import { SingleBar } from 'cli-progress';
import { formatDuration, formatFigure, formatTerms } from './format.js';
import type { Terminal } from './terminal.js';

/** Where a training stands. */
export interface Standing {
  /** Steps taken since the first epoch. */
  readonly step: number;
  readonly terms: Readonly<Record<string, number>>;
}

/** Shows how a training goes. */
export interface Progress {
  step(standing: Standing): void;
  epoch(epoch: number, terms: Readonly<Record<string, number>>): void;
  stop(): void;
}

/** What there is to do, and from which step on. */
export interface Plan {
  readonly start: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
}

/** A bar on a terminal, a line per epoch elsewhere. */
export function showProgress(terminal: Terminal, plan: Plan): Progress {
  return terminal.stderr.isTTY ? bar(terminal, plan) : lines(terminal, plan);
}

function lines(terminal: Terminal, { epochs }: Plan): Progress {
  let began = performance.now();
  return {
    step: () => {},
    epoch: (epoch, terms) => {
      const seconds = (performance.now() - began) / 1000;
      began = performance.now();
      terminal.stderr.write(
        `epoch ${epoch}/${epochs}  ${formatTerms(terms)}  (${formatFigure(seconds)} s)\n`,
      );
    },
    stop: () => {},
  };
}

function bar(terminal: Terminal, { start, stepsPerEpoch, epochs }: Plan): Progress {
  const total = stepsPerEpoch * epochs;
  const shown = new SingleBar({
    stream: terminal.stderr as NodeJS.WriteStream,
    format: 'epoch {epoch}/{epochs} batch {batch}/{batches} |{bar}| {rate} batches/s, {left} left | {terms}',
    barsize: 18,
    hideCursor: true,
    fps: 5,
    gracefulExit: false,
  });
  const began = performance.now();
  const describe = (step: number, terms: Readonly<Record<string, number>>) => {
    const rate = (step - start) / ((performance.now() - began) / 1000);
    return {
      epoch: Math.min(epochs, Math.floor(step / stepsPerEpoch) + 1),
      epochs,
      batch: step === total ? stepsPerEpoch : step % stepsPerEpoch,
      batches: stepsPerEpoch,
      rate: Number.isFinite(rate) ? rate.toFixed(rate < 10 ? 1 : 0) : '–',
      left: formatDuration(rate > 0 ? (total - step) / rate : Number.NaN),
      terms: formatTerms(terms),
    };
  };
  shown.start(total, start, describe(start, {}));
  return {
    step: ({ step, terms }) => shown.update(step, describe(step, terms)),
    epoch: (epoch, terms) => shown.update(epoch * stepsPerEpoch, describe(epoch * stepsPerEpoch, terms)),
    stop: () => shown.stop(),
  };
}
