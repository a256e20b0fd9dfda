import type { EventEmitter } from 'node:events';
import type { Writable } from 'node:stream';

/** Where a command writes, reads paths from and hears of interruptions; `processTerminal()` is the real one. */
export interface Terminal {
  /** Results. */
  readonly stdout: Writable;
  /** Progress, notices and errors. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Relative paths and variants installed beside the user's program are looked up from here. */
  readonly cwd: string;
  /** Emits `SIGINT` and `SIGTERM`. */
  readonly signals: Pick<EventEmitter, 'on' | 'off'>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return { stdout: process.stdout, stderr: process.stderr, cwd: process.cwd(), signals: process };
}

/** Writes a line of results. */
export function printLine(terminal: Terminal, line = ''): void {
  terminal.stdout.write(`${line}\n`);
}

/** Writes a line beside the results: what was decided, what was left out. */
export function note(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}
