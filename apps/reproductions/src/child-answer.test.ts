import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BackendError } from '@autoencoders/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { childAnswer } from './child-answer.js';
import { Interrupted } from './interrupted.js';

const folder = mkdtempSync(join(tmpdir(), 'child-answer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module of these lines. */
function module(name: string, lines: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, lines);
  return pathToFileURL(path);
}

describe('the answer of a process of its own', () => {
  it('is its one message, made of the request', async () => {
    const doubled = module(
      'doubled',
      'process.send({ twice: 2 * JSON.parse(process.argv[2]).value, id: process.pid }); process.disconnect();',
    );
    const { twice, id } = await childAnswer<{ twice: number; id: number }>(doubled, { value: 21 });
    expect(twice).toBe(42);
    expect(id).not.toBe(process.pid);
  });

  it('is missing where it fails, or ends without one', async () => {
    const failing = childAnswer(module('failing', 'process.exit(3);'), {});
    await expect(failing).rejects.toThrow(BackendError);
    await expect(failing).rejects.toThrow(/failing.mjs ended with code 3/);
    await expect(childAnswer(module('silent', ''), {})).rejects.toThrow(/no answer/);
  });

  it('is not waited for where it is interrupted', async () => {
    const waiting = module('waiting', 'setInterval(() => {}, 1000);');
    const stop = new AbortController();
    const answer = childAnswer(waiting, {}, stop.signal);
    stop.abort();
    await expect(answer).rejects.toThrow(Interrupted);
    await expect(childAnswer(waiting, {}, AbortSignal.abort())).rejects.toThrow(Interrupted);
  });
});
