import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { difference, RunFolder } from './run-folder.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const request = { variant: 'linear', settings: { epochs: 2 } };

describe('RunFolder', () => {
  it('is unfinished from begin to finish', async () => {
    const folder = new RunFolder(join(root, 'run'));
    expect(folder.state()).toEqual({ kind: 'none' });
    await folder.begin(request);
    expect(folder.state()).toEqual({ kind: 'unfinished', request });
    await folder.finish(request, { loss: 1.5 });
    expect(folder.state()).toEqual({ kind: 'finished', request, figures: { loss: 1.5 } });
    expect(readdirSync(folder.path)).toEqual(['metrics.json']);
  });

  it('abandons without a trace, but keeps an earlier result', async () => {
    const folder = new RunFolder(join(root, 'run'));
    await folder.begin(request);
    folder.abandon();
    expect(existsSync(folder.path)).toBe(false);
    await folder.begin(request);
    await folder.finish(request, { loss: 1.5 });
    await folder.begin(request);
    folder.abandon();
    expect(folder.state().kind).toBe('finished');
  });

  it('drops the checkpoints of an earlier run and what a killed process left', async () => {
    const folder = new RunFolder(root);
    await folder.begin(request);
    writeFileSync(join(folder.checkpoints, 'step-10'), 'x');
    mkdirSync(join(root, '.model.123.unfinished'));
    await folder.begin({ variant: 'other' });
    expect(readdirSync(root)).toEqual(['checkpoints']);
    expect(readdirSync(folder.checkpoints)).toEqual(['run.json']);
  });

  it('refuses a file, and folders that it would replace but did not make', async () => {
    writeFileSync(join(root, 'file'), '');
    await expect(new RunFolder(join(root, 'file')).begin(request)).rejects.toThrow(/not a folder/);
    await expect(new RunFolder(join(root, 'file/below')).begin(request)).rejects.toThrow(/not a folder/);
    mkdirSync(join(root, 'model'));
    writeFileSync(join(root, 'model/precious.txt'), '');
    await expect(new RunFolder(root).begin(request)).rejects.toThrow(/was not made by this program/);
    expect(existsSync(join(root, 'model/precious.txt'))).toBe(true);
  });

  it('tells a record that cannot be read', () => {
    writeFileSync(join(root, 'metrics.json'), '{');
    expect(() => new RunFolder(root).state()).toThrow(/metrics.json cannot be read/);
    writeFileSync(join(root, 'metrics.json'), '{}');
    expect(() => new RunFolder(root).state()).toThrow(/written by something else/);
  });
});

describe('difference', () => {
  it('names the first difference, however deep', () => {
    expect(difference(request, { ...request })).toBeUndefined();
    expect(difference(request, { ...request, settings: { epochs: 3 } })).toBe('epochs was 2 and is 3 now');
    expect(difference(request, { ...request, extra: true })).toBe('extra was not given and is true now');
  });
});
