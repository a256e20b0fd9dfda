import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { useBackend } from '@autoencoders/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { paths } from './paths.js';
import { runStudy } from './run-study.js';
import { hasSharedData } from './shared-data.js';
import { studies } from './studies.js';
import type { Study } from './study.js';

beforeAll(() => useBackend('wasm'));

describe('each study in its short form', () => {
  for (const study of studies) {
    const { name, needs } = study;
    const from = needs === undefined ? '' : ` (needs ../shared/data/${needs} beside the repository)`;
    it.skipIf(needs !== undefined && !hasSharedData(needs))(
      `${name} shows the direction of its claims, and writes a report${from}`,
      () => expectToHold(study),
    );
  }
});

async function expectToHold(study: Study): Promise<void> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const signal = new AbortController().signal;
  const options = {
    study,
    quick: true,
    seed: 1,
    resume: false,
    longer: 1,
    json: true,
    backend: 'wasm',
  } as const;
  const held = await runStudy(options, { stdout, stderr, signal });
  const written = String(stdout.read());
  expect(held, written).toBe(true);
  const result = JSON.parse(written.trim().split('\n').at(-1)!);
  expect(result.claims.length).toBeGreaterThan(1);
  expect(written).toContain('quick.html');
  rmSync(join(paths.runs, study.name, 'quick.html'));
}
