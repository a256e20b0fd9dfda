import {
  axeFindings,
  browserPath,
  crashGraphics,
  desk,
  longTasks,
  noteLongTasks,
  phone,
} from '@autoencoders/app-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconstructionsInNode, runProgram } from './in-node.js';
import {
  checkpointTaken,
  download,
  enter,
  epochsDone,
  latest,
  Playhouse,
  ready,
  runCard,
  stepOf,
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
    const loaded = await watch.scriptBytes();
    console.log(`first load of ${Math.round(loaded / 1000)} kB of compressed JavaScript`);
    expect(loaded).toBeLessThan(600_000);
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

  it('pauses, resumes and stops', async () => {
    const { page, watch, context } = await house.visit(`${digitsRun}&epochs=5000`);
    await train(page);
    await epochsDone(page, 1);
    await page.setViewportSize(phone);
    const theme = (await page.getByRole('button', { name: /^Change to/ }).boundingBox())!;
    expect(theme.x + theme.width).toBeLessThanOrEqual(phone.width);
    await page.setViewportSize(desk);
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

    const again = await reconstructionsInNode(await download(page, 'Model'));
    expect(shown.length).toBe(12 * 64);
    expect(shown).toEqual(again);

    const program = await download(page, 'TypeScript');
    const lines = await runProgram(program.toString('utf8'));
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
    await crashGraphics(house.browser);
    const alert = page.getByRole('alert').filter({ hasText: 'The training came to a halt' });
    await alert.waitFor({ timeout: 20_000 });
    const saved = Number(/kept up to step (\d+)/.exec((await alert.textContent()) ?? '')?.[1]);
    expect(saved).toBeGreaterThan(0);
    expect(await axeFindings(page)).toEqual([]);
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
