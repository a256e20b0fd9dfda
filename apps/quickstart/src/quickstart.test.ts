import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { History } from '@autoencoders/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { defaults, type QuickstartOptions } from './options.js';
import { quickstart } from './quickstart.js';
import { openInChromium } from './testing/open-in-chromium.js';
import './testing/provided.js';
import { recordingTerminal } from './testing/recording-terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'quickstart-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quick = (name: string): QuickstartOptions => ({
  ...defaults,
  backend: 'wasm',
  epochs: 2,
  trainSize: 384,
  testSize: 200,
  out: join(folder, name),
});
const chromiumPath = inject('chromiumPath');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('the quickstart in its quick form', () => {
  const options = quick('whole');
  const terminal = recordingTerminal();
  beforeAll(async () => {
    expect(await quickstart(options, terminal)).toBe('finished');
  });

  it('writes model, history, figures and report, and leaves nothing else', () => {
    expect(readdirSync(options.out).sort()).toEqual([
      'history.csv',
      'history.json',
      'metrics.json',
      'model',
      'report.html',
    ]);
    expect(existsSync(join(options.out, 'model/autoencoder.json'))).toBe(true);
    expect(existsSync(join(options.out, 'model/decoder/model.json'))).toBe(true);
  });

  it('learns', () => {
    const { epochs }: History = readJson(join(options.out, 'history.json'));
    const losses = epochs.map(({ terms }) => terms['elbo/loss']!);
    expect(losses).toHaveLength(2);
    expect(losses[1]).toBeLessThan(losses[0]!);
  });

  it('records figures and circumstances', () => {
    const metrics = readJson(join(options.out, 'metrics.json'));
    const { out: _out, threads: _threads, ...configuration } = options;
    expect(metrics).toMatchObject({ epochs: 2, seed: 1, backend: 'wasm', configuration });
    expect(metrics.threads).toBeGreaterThanOrEqual(1);
    expect(metrics.trainingSeconds).toBeGreaterThan(0);
    expect(metrics.secondsPerEpoch).toBeCloseTo(metrics.trainingSeconds / 2, 6);
    expect(metrics.negativeElbo).toBeCloseTo(metrics.reconstruction + metrics.kl, 2);
    // A decoder that knows nothing gives each of 784 pixels a probability of one half.
    expect(metrics.negativeElbo).toBeLessThan(784 * Math.LN2);
    expect(metrics.kl).toBeGreaterThan(0);
  });

  it('says what it runs on, how it goes, and what came of it', () => {
    expect(terminal.errorText()).toMatch(/^epoch 1\/2 {2}loss .*\nepoch 2\/2 {2}loss .*\n$/);
    expect(terminal.text()).toContain('Engine: wasm');
    expect(terminal.text()).toMatch(/negativeElbo +\d+\.\d+\n/);
    expect(terminal.text()).toContain(`Report: ${join(options.out, 'report.html')}`);
  });

  it('writes a report of moderate size that fetches nothing', () => {
    const report = readFileSync(join(options.out, 'report.html'), 'utf8');
    for (const heading of [
      'Test figures',
      'Loss curves',
      'Originals and reconstructions',
      'Samples from the prior',
      'Map of the latent space',
      'Configuration',
    ]) {
      expect(report).toContain(`>${heading}</h2>`);
    }
    expect(report).toContain('coloured by class label');
    expect(statSync(join(options.out, 'report.html')).size).toBeLessThan(3e6);
  });

  // Without a browser, scripts/test.mjs says so in one line, and fails where CI is set.
  it.skipIf(chromiumPath === '' && !process.env.CI)('shows every picture in Chromium', async () => {
    const page = await openInChromium(join(options.out, 'report.html'), chromiumPath);
    expect(page.complaints).toEqual([]);
    expect(page.requests).toEqual([]);
    expect(page.pictures).toHaveLength(7);
    for (const { alt, width, height } of page.pictures) {
      expect(alt).not.toBe('');
      expect(width).toBeGreaterThan(300);
      expect(height).toBeGreaterThan(100);
    }
  });
});

it('keeps a checkpoint when it is stopped, and the same command then gives what one run would have', async () => {
  const options = quick('stopped');
  const abort = new AbortController();
  const stopping = recordingTerminal({ signal: abort.signal, onError: () => abort.abort() });
  expect(await quickstart(options, stopping)).toBe('aborted');
  expect(stopping.text()).toContain('Stopped after 3 steps. A checkpoint is in');
  expect(readdirSync(options.out)).toEqual(['checkpoints']);

  const terminal = recordingTerminal();
  expect(await quickstart(options, terminal)).toBe('finished');
  expect(terminal.text()).toContain('Going on with the unfinished run');
  expect(terminal.errorText()).toMatch(/^epoch 2\/2/);
  expect(existsSync(join(options.out, 'checkpoints'))).toBe(false);
  const figures = (name: string) => readJson(join(folder, name, 'metrics.json')).negativeElbo;
  expect(figures('stopped')).toBe(figures('whole'));
});
