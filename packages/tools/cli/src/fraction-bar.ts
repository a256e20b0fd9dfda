import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Shows how far a piece of work is. */
export interface FractionBar {
  /** What is being done, and the share of it that is done, from 0 to 1. */
  update(stage: string, fraction: number): void;
  /** Leaves the last state on its line. */
  stop(): void;
}

/** A bar on a terminal's standard error; nothing where no person is looking. */
export function fractionBar(terminal: Terminal): FractionBar {
  if (!terminal.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar({
    // cli-progress asks for a terminal's stream by type, yet only writes and moves the cursor.
    stream: terminal.stderr as NodeJS.WriteStream,
    format: '{stage} |{bar}| {percentage} %',
    barsize: 20,
    hideCursor: true,
    fps: 5,
    gracefulExit: false,
  });
  bar.start(1000, 0, { stage: 'begin' });
  return {
    update: (stage, fraction) => bar.update(Math.round(1000 * Math.min(1, Math.max(0, fraction))), { stage }),
    stop: () => bar.stop(),
  };
}
