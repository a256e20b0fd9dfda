import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { useBackend } from '@autoencoders/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { paths } from './paths.js';
import { runStudy } from './run-study.js';
import { studies } from './studies.js';

beforeAll(() => useBackend('wasm'));

describe('each study in its short form', () => {
  it.each(studies.map((study) => [study.name, study] as const))(
    '%s shows the direction of its claims, and writes a report',
    async (_name, study) => {
      const [stdout, stderr] = [new PassThrough(), new PassThrough()];
      const signal = new AbortController().signal;
      const options = { study, quick: true, seed: 1, resume: false, json: true, backend: 'wasm' } as const;
      const held = await runStudy(options, { stdout, stderr, signal });
      const written = String(stdout.read());
      expect(held, written).toBe(true);
      const result = JSON.parse(written.trim().split('\n').at(-1)!);
      expect(result.claims.length).toBeGreaterThan(1);
      expect(written).toContain('quick.html');
      rmSync(join(paths.runs, study.name, 'quick.html'));
    },
  );
});
