import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath, longTasks, noteLongTasks } from '@autoencoders/app-kit/testing';
import { load, memoryStore, useBackend } from '@autoencoders/core';
import { digits } from '@autoencoders/data';
import { variationalAutoencoder } from '@autoencoders/variational';
import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { transformWithEsbuild } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partsOf } from '../data/parts.js';
import {
  enter,
  epochsDone,
  folder,
  latest,
  Playhouse,
  ready,
  runCard,
  tilesOf,
  train,
} from './page-driver.js';

const digitsRun = 'data=digits&model=variational&model.latentDim=2&model.hidden=64&batch=64&engine=wasm';

describe.skipIf(!browserPath())('a training in the page', () => {
  let house: Playhouse;
  beforeAll(async () => {
    house = await Playhouse.open();
  });
  afterAll(() => house.close());

  it('runs on WASM with the page responding, and loads little before it begins', async () => {
    const { page, watch, context } = await house.visit(
      'data=mnist&model=variational&model.latentDim=2&epochs=4&engine=wasm',
    );
    await page.waitForLoadState('networkidle');
    expect(await watch.scriptBytes()).toBeLessThan(600_000);
    await noteLongTasks(page);
    const begun = performance.now();
    await train(page);
    await page.getByText(/step \d/).waitFor();
    console.log(`first steps after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    await epochsDone(page, 1);
    const first = await latest(page, 'loss');
    await ready(page);
    expect(await latest(page, 'loss')).toBeLessThan(0.9 * first);
    await expect.poll(() => runCard(page).getByText(/^wasm/i).isVisible()).toBe(true);
    console.log('long tasks', await longTasks(page));
    expect(watch.errors).toEqual([]);
    expect(watch.foreign).toEqual([]);
    await context.close();
  });

  it('runs on WebGPU', async () => {
    const { page, watch, context } = await house.visit(`${digitsRun.replace('wasm', 'webgpu')}&epochs=3`);
    await train(page);
    await epochsDone(page, 1);
    const first = await latest(page, 'loss');
    await ready(page);
    expect(await latest(page, 'loss')).toBeLessThan(first);
    await expect
      .poll(() =>
        runCard(page)
          .getByText(/^webgpu/i)
          .isVisible(),
      )
      .toBe(true);
    expect(watch.errors).toEqual([]);
    await context.close();
  });

  it('pauses, resumes and stops', async () => {
    const { page, watch, context } = await house.visit(`${digitsRun}&epochs=5000`);
    await train(page);
    await epochsDone(page, 1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /paused/i })
      .waitFor();
    await page.waitForTimeout(400);
    const at = await latest(page, 'loss');
    await page.waitForTimeout(600);
    expect(await latest(page, 'loss')).toBe(at);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => latest(page, 'loss'), { timeout: 20_000 }).not.toBe(at);
    await page.getByRole('button', { name: 'Stop' }).click();
    await ready(page);
    expect(watch.errors).toEqual([]);
    await context.close();
  });

  it('is kept: after a reload in the middle it goes on from its checkpoint', async () => {
    const { page, watch, context } = await house.visit(`${digitsRun}&epochs=5000`);
    await train(page);
    await epochsDone(page, 2);
    await checkpointTaken(page);
    await page.reload();
    await enter(page, 'Kept runs');
    const kept = page.getByRole('listitem').filter({ hasText: 'variational on Digits' });
    await kept.getByText('cut off').waitFor();
    const saved = Number(/up to step (\d+)/.exec((await kept.textContent()) ?? '')?.[1]);
    expect(saved).toBeGreaterThan(0);
    await kept.getByRole('button', { name: 'Open' }).click();
    await ready(page);
    await page.getByRole('button', { name: 'Go on with this run' }).click();
    await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBeGreaterThan(saved);
    await page.getByRole('button', { name: 'Stop' }).click();
    await ready(page);
    expect(watch.errors).toEqual([]);
    await context.close();
  });

  it('gives a model and a program that do the same in Node', async () => {
    const { page, watch, context } = await house.visit(`${digitsRun}&epochs=3&seed=5`);
    await train(page);
    await ready(page);
    const loss = await latest(page, 'loss');
    const shown = await tilesOf(page.getByRole('img', { name: 'Their reconstructions so far' }));

    const model = await page.getByRole('button', { name: 'Model', exact: true });
    const [zip] = await Promise.all([page.waitForEvent('download'), model.click()]);
    const files = unzipSync(new Uint8Array(readFileSync(await zip.path())));
    await useBackend('wasm');
    const store = memoryStore();
    await store.write(new Map(Object.entries(files)));
    const loaded = await load(store, [variationalAutoencoder]);
    const { test } = partsOf(digits());
    const x = tf.tensor(test.values([...Array(12).keys()]), [12, 8, 8, 1]);
    const again = tf.tidy(() => tf.round(tf.mul(loaded.reconstruct(x), 255)).dataSync());
    expect(shown.length).toBe(12 * 64);
    expect(shown).toEqual(Array.from(again));
    loaded.dispose();
    x.dispose();

    const source = page.getByRole('button', { name: 'TypeScript' });
    const [program] = await Promise.all([page.waitForEvent('download'), source.click()]);
    const lines = await runProgram(readFileSync(await program.path(), 'utf8'));
    const { 'elbo/loss': lossThere } = JSON.parse(lines[2]!.replace('epoch 3 ', '')) as Record<
      string,
      number
    >;
    expect(Number(lossThere!.toPrecision(4))).toBe(loss);
    expect(lines.at(-1)).toContain('steps in');
    expect(watch.errors).toEqual([]);
    await context.close();
  });

  it('says so when the graphics card goes away, and goes on without it', async () => {
    const { page, context } = await house.visit(`${digitsRun.replace('wasm', 'webgpu')}&epochs=5000`);
    await train(page);
    await checkpointTaken(page);
    const line = await house.browser.newBrowserCDPSession();
    await line.send('Browser.crashGpuProcess').catch(() => {});
    const alert = page.getByRole('alert').filter({ hasText: 'The training came to a halt' });
    await alert.waitFor({ timeout: 20_000 });
    const saved = Number(/kept up to step (\d+)/.exec((await alert.textContent()) ?? '')?.[1]);
    expect(saved).toBeGreaterThan(0);
    await alert.getByRole('button', { name: 'Go on without the graphics card' }).click();
    await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBeGreaterThan(saved);
    await expect.poll(() => runCard(page).getByText(/^wasm/i).isVisible()).toBe(true);
    await context.close();
  });

  it('works without a network once it was loaded', async () => {
    const { page, context, watch } = await house.visit(`${digitsRun}&epochs=2`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await page.reload();
    await train(page);
    await ready(page);
    expect(await latest(page, 'loss')).toBeGreaterThan(0);
    expect(watch.errors).toEqual([]);
    await context.close();
  });
});

/** The first checkpoint comes after ten seconds. */
async function checkpointTaken(page: Page): Promise<void> {
  await runCard(page)
    .getByText(/kept up to step/)
    .waitFor({ timeout: 60_000 });
}

async function stepOf(page: Page): Promise<number> {
  const text = await runCard(page).textContent();
  return Number(/\bstep ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}

/** Runs a downloaded program beside this one, where its packages are found; gives the lines it prints. */
async function runProgram(source: string): Promise<string[]> {
  const { code } = await transformWithEsbuild(source, 'train.ts');
  const place = mkdtempSync(join(tmpdir(), 'playground-'));
  const file = join(folder, `train-${process.pid}.tmp.mjs`);
  try {
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { cwd: place, encoding: 'utf8' });
    return printed.trim().split('\n');
  } finally {
    rmSync(file, { force: true });
    rmSync(place, { recursive: true, force: true });
  }
}
