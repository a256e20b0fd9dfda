import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { autoencoders, lastLine, requireBuild, weightHashes } from './support/command-line.js';
import type { Ended } from './support/run.js';

const scratch = mkdtempSync(join(tmpdir(), 'cli-resume-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const kills = 10;
// AUTOENCODERS_RESUME_EPOCHS=20 is the long form of the same test.
const epochs = process.env.AUTOENCODERS_RESUME_EPOCHS ?? '3';
const train = (out: string) => [
  ...['train', 'variational', '--data', 'digits', '--epochs', epochs, '--seed', '7', '--backend', 'wasm'],
  ...['--out', join(scratch, out), '--checkpoint-every', '10', '--no-report', '--json'],
];
const modelOf = (out: string) => join(scratch, out, 'model');

let whole: Record<string, string>;
let figures: Record<string, unknown>;
let trainingTime: number;

beforeAll(async () => {
  requireBuild();
  const ended = await autoencoders(train('whole'));
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  figures = lastLine(ended.stdout);
  trainingTime = Number(figures.seconds) * 1000;
  whole = weightHashes(modelOf('whole'));
});

describe('train, with a seed, on wasm', () => {
  it('gives the same weights bit for bit a second time', async () => {
    expect(Object.keys(whole).length).toBeGreaterThanOrEqual(2);
    await autoencoders(train('again'));
    expect(weightHashes(modelOf('again'))).toEqual(whole);
  });

  it('gives other weights with another seed', async () => {
    const other = train('other').map((argument) => (argument === '7' ? '8' : argument));
    await autoencoders(other);
    expect(weightHashes(modelOf('other'))).not.toEqual(whole);
  });

  it(`gives the same weights after SIGKILL at a random moment and --resume, ${kills} of ${kills} times`, async () => {
    const resumedFrom: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const out = `killed-${kill}`;
      const delay = await killedRun(out);
      const ended = await autoencoders([...train(out), '--resume']);
      expect(ended, `killed ${delay} ms into the training: ${ended.stderr}`).toMatchObject({ code: 0 });
      expect(weightHashes(modelOf(out)), `killed ${delay} ms into the training`).toEqual(whole);
      resumedFrom.push(String(lastLine(ended.stdout).resumedFrom));
    }
    // Not all of them may have begun anew, or nothing about resuming was tried.
    expect(
      resumedFrom.some((step) => Number(step) > 0),
      resumedFrom.join(', '),
    ).toBe(true);
  }, 600_000);

  it('--resume of a finished run changes nothing and reports the same figures', async () => {
    const ended = await autoencoders([...train('whole'), '--resume']);
    expect(ended).toMatchObject({ code: 0 });
    expect(lastLine(ended.stdout)).toEqual(figures);
    expect(weightHashes(modelOf('whole'))).toEqual(whole);
  });

  it('--resume where nothing was saved begins anew, with a notice', async () => {
    const ended = await autoencoders([...train('fresh'), '--resume']);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toMatch(/nothing to resume/);
    expect(weightHashes(modelOf('fresh'))).toEqual(whole);
  });

  it('--resume with other settings is refused', async () => {
    const ended = await autoencoders([...train('whole'), '--batch-size', '32', '--resume']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/^error: OptionError: .*batchSize was 64 and is 32 now.*\n$/);
  });

  it('stops at SIGINT after a checkpoint, says how to go on, and then does', async () => {
    const out = 'interrupted';
    const ended = await withCheckpoint(out, 'SIGINT');
    expect(ended.code, ended.stderr).toBe(130);
    expect(ended.stderr).toMatch(/--resume/);
    expect(existsSync(modelOf(out))).toBe(false);
    const resumed = await autoencoders([...train(out), '--resume']);
    expect(Number(lastLine(resumed.stdout).resumedFrom)).toBeGreaterThan(0);
    expect(weightHashes(modelOf(out))).toEqual(whole);
  });

  it('a new run into the folder of an unfinished one says that it drops the checkpoints', async () => {
    await withCheckpoint('dropped', 'SIGKILL');
    const ended = await autoencoders(train('dropped'));
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toMatch(/checkpoints of an earlier run.*dropped/);
    expect(weightHashes(modelOf('dropped'))).toEqual(whole);
    expect(readdirSync(join(scratch, 'dropped')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

/** Kills runs at random moments of their training until one was caught before its end; returns when. */
async function killedRun(out: string): Promise<number> {
  for (;;) {
    let delay = 0;
    const onStart = async (child: ChildProcess) => {
      await appears(child, join(scratch, out, 'checkpoints/run.json'));
      delay = Math.round(Math.random() * trainingTime);
      await wait(delay);
      child.kill('SIGKILL');
    };
    const ended = await autoencoders(train(out), { onStart: (child) => void onStart(child) });
    if (ended.code === null) return delay;
    // It was faster than the runs before: the next moment is drawn from its time.
    expect(ended, ended.stderr).toMatchObject({ code: 0 });
    trainingTime = Number(lastLine(ended.stdout).seconds) * 1000;
    rmSync(join(scratch, out), { recursive: true, force: true });
  }
}

/** Ends a run once it has a checkpoint. */
function withCheckpoint(out: string, signal: NodeJS.Signals): Promise<Ended> {
  const onStart = async (child: ChildProcess) => {
    await appears(child, join(scratch, out, 'checkpoints/step-000000010'));
    child.kill(signal);
  };
  return autoencoders(train(out), { onStart: (child) => void onStart(child) });
}

async function appears(child: ChildProcess, path: string): Promise<void> {
  while (!existsSync(path) && child.exitCode === null) await wait(2);
}
