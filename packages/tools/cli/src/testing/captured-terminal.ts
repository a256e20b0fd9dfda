import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { run } from '../run.js';
import type { Terminal } from '../terminal.js';

/** What a command left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process and collects what it writes. */
export async function runCaptured(
  argv: readonly string[],
  overrides: Partial<Terminal> = {},
): Promise<Outcome> {
  const stdout = new Collector();
  const stderr = new Collector();
  const terminal = { stdout, stderr, cwd: process.cwd(), signals: new EventEmitter(), ...overrides };
  const code = await run(argv, terminal);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Collector extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
