import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomSource, useBackend } from '@autoencoders/backend';
import { parseCsv, parseCsvText, type Table, type TextTable } from '@autoencoders/data';
import { expect } from 'vitest';
import { type Outcome, runCaptured } from './captured-terminal.js';

/** A folder to run commands in. */
export interface CommandFolder {
  readonly cwd: string;
  /** Runs a command there on WebAssembly, which must succeed. */
  succeed(...argv: string[]): Promise<Outcome>;
  /** Runs a command, which must end with 2, one line of the error's type and message, and no `x.csv`. */
  fail(argv: readonly string[], type: string, message: RegExp): Promise<void>;
  /** Interrupts a command as soon as it works: it must write nothing whose name has `stopped`. */
  interrupt(...argv: string[]): Promise<void>;
  read(name: string): string;
  text(name: string): TextTable;
  numbers(name: string): Table;
  remove(): void;
}

/** A folder with tables of three groups, and an autoencoder `run` of two codes that was trained on them. */
export type GroupsFolder = CommandFolder;

/** Three groups of 20 points about different corners, in large numbers, with the name of their group. */
function groups(seed: number, species: (name: string, row: number) => string = (name) => name): string {
  const noise = randomSource(seed).normal('noise', [60, 3]);
  const values = noise.dataSync();
  noise.dispose();
  const corners = [
    [100, 0, 0],
    [0, 100, 0],
    [0, 0, 100],
  ];
  const rows = Array.from({ length: 60 }, (_, row) => {
    const point = corners[row % 3]!.map((corner, k) => corner + 8 * values[row * 3 + k]!);
    return [...point, species(['ash', 'two, words', 'yew'][row % 3]!, row)];
  });
  const quoted = rows.map((row) =>
    row.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)).join(','),
  );
  return `a,b,c,species\n${quoted.join('\n')}\n`;
}

export async function groupsFolder(): Promise<GroupsFolder> {
  const folder = await commandFolder('cli-groups-');
  const files = {
    'train.csv': groups(1),
    'numbered.csv': groups(1, (name) => String(['ash', 'two, words', 'yew'].indexOf(name))),
    'new.csv': groups(2),
    'half.csv': groups(3, (name, row) => (row < 30 ? name : '')),
    'other.csv': groups(4, (name, row) => (row === 0 ? 'oak' : name)),
    'bare.csv': groups(5).replace(/,[^,\n"]*$|,"[^"]*"$/gm, ''),
    'one.csv': groups(6, () => 'ash'),
    'codes.csv': 'dimension_1,dimension_2\n0,0\n1,0\n',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.cwd, name), content);
  const train =
    'train undercomplete --data numbered.csv --label species --columns a,b,c --out run --no-report';
  const linear = '--architecture linear --latent-dim 2 --learning-rate 0.05 --epochs 30 --batch-size 20';
  await folder.succeed(...train.split(' '), ...linear.split(' '));
  return folder;
}

/** An empty folder. */
export async function commandFolder(prefix: string): Promise<CommandFolder> {
  await useBackend('wasm');
  const cwd = mkdtempSync(join(tmpdir(), prefix));
  const run = (argv: readonly string[], signals = new EventEmitter()) =>
    runCaptured(argv[0] === 'info' ? argv : [...argv, '--backend', 'wasm'], { cwd, signals });
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
  return {
    cwd,
    succeed: async (...argv) => {
      const outcome = await run(argv);
      expect(outcome.code, outcome.stderr).toBe(0);
      return outcome;
    },
    fail: async (argv, type, message) => {
      const { code, stdout, stderr } = await run(argv);
      expect(stderr.split('\n').at(-2)).toMatch(new RegExp(`^error: ${type}: [^\\n]+$`));
      expect(stderr).toMatch(message);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(existsSync(join(cwd, 'x.csv'))).toBe(false);
    },
    interrupt: async (...argv) => {
      const signals = new EventEmitter();
      // As soon as the work listens: a fixed time would come too late for quick work on a fast machine.
      signals.on(
        'newListener',
        (name) => void (name === 'SIGINT' && setImmediate(() => signals.emit('SIGINT'))),
      );
      const { code, stdout, stderr } = await run([...argv, '--out', 'stopped.csv'], signals);
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
      expect(stderr).toMatch(/interrupted: nothing is written\n$/);
      const left = readdirSync(cwd).filter((name) => /stopped|unfinished/.test(name));
      expect(left).toEqual([]);
    },
    read,
    text: (name) => parseCsvText(read(name), name),
    numbers: (name) => parseCsv(read(name), name),
    remove: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

/** What `--json` prints. */
export function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
}
