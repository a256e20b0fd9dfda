import { axeFindings, browserPath, desk, phone, takeScreenshot } from '@autoencoders/app-kit/testing';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  decodedAt,
  drawOne,
  enter,
  folder,
  Playhouse,
  ready,
  tilesOf,
  train,
  type Visit,
} from './page-driver.js';

const rooms = [
  ['Train', 'train'],
  ['Latent space', 'latent'],
  ['Generate', 'generate'],
  ['Denoise', 'denoise'],
  ['Classify', 'classify'],
  ['Cluster', 'cluster'],
  ['Anomalies', 'anomaly'],
  ['Reduce', 'reduce'],
  ['Kept runs', 'runs'],
] as const;

describe.skipIf(!browserPath())('the rooms', () => {
  let house: Playhouse;
  let visit: Visit;
  beforeAll(async () => {
    house = await Playhouse.open();
    visit = await house.visit(
      'data=mnist&model=variational&model.latentDim=2&model.hidden=256,128&epochs=6&engine=wasm',
    );
    await train(visit.page);
    await ready(visit.page);
  });
  afterAll(() => house.close());

  it('decodes the place of the map that is clicked', async () => {
    const { page } = visit;
    await enter(page, 'Latent space');
    const first = await decodedAt(page, 0.3, 0.3);
    const second = await decodedAt(page, 0.7, 0.8);
    expect(await decodedAt(page, 0.3, 0.3)).toEqual(first);
    expect(second).not.toEqual(first);
  });

  it('tells a digit that is drawn', async () => {
    const { page } = visit;
    await enter(page, 'Classify');
    await page.getByRole('button', { name: 'Train the classifier' }).click();
    const part = await drawOne(page);
    await expect.poll(() => part.textContent()).toContain('Most probable: 1 (');
  });

  it('draws other samples by another seed, and the same by the same', async () => {
    const { page } = visit;
    await enter(page, 'Generate');
    const samples = page.getByRole('img', { name: /samples, codes from/ });
    const seed = page.getByLabel('Seed');
    const drawn = async (value: string) => {
      const before = await tilesOf(samples);
      await seed.fill(value);
      await expect.poll(() => tilesOf(samples)).not.toEqual(before);
      return tilesOf(samples);
    };
    await samples.waitFor();
    const first = await drawn('7');
    expect(await drawn('8')).not.toEqual(first);
    expect(await drawn('7')).toEqual(first);
  });

  it('finds what it was not shown, and counts by the threshold', async () => {
    const { page } = visit;
    await enter(page, 'Anomalies');
    await page.getByLabel('Epochs').fill('4');
    await page.getByRole('button', { name: 'Train the detector' }).click();
    const roc = page.getByRole('img', { name: /^ROC curve with an area of/ });
    await roc.waitFor({ timeout: 60_000 });
    const area = Number(/area of (\d\.\d+)/.exec((await roc.getAttribute('aria-label'))!)![1]);
    expect(area).toBeGreaterThan(0.6);
    const told = await roc.getAttribute('aria-label');
    await page.getByRole('slider', { name: 'Threshold' }).focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => roc.getAttribute('aria-label')).not.toBe(told);
  });

  it('finds clusters, and judges them by the classes', async () => {
    const { page } = visit;
    await enter(page, 'Cluster');
    const table = page.getByRole('table', { name: 'Agreement of clusters with classes' });
    const row = table.getByRole('row', { name: /^Clusters of the code/ });
    await expect.poll(() => row.textContent(), { timeout: 30_000 }).toMatch(/0\.\d+/);
    // Ten classes by chance would agree at about 0.2.
    expect(Number(/0\.\d{3}/.exec((await row.textContent())!)![0])).toBeGreaterThan(0.3);
  });

  it('maps by all methods, with their measures', async () => {
    const { page } = visit;
    await enter(page, 'Reduce');
    for (const method of ['PCA', 'UMAP', 'ISOMAP']) {
      await page.getByLabel(`300 examples by ${method}`).waitFor({ timeout: 90_000 });
    }
    const rows = page.getByRole('table', { name: 'Measures of the maps' }).getByRole('row');
    await expect.poll(() => rows.count(), { timeout: 30_000 }).toBe(5);
  });

  it.each(rooms)('%s: nothing serious for axe, in either theme, and it fits a phone', async (title, name) => {
    const { page, watch } = visit;
    await enter(page, title);
    for (const theme of ['light', 'dark'] as const) {
      await showIn(page, theme);
      await settle(page);
      expect(await axeFindings(page)).toEqual([]);
      await takeScreenshot(page, folder, `${name}-${theme}`);
    }
    await showIn(page, 'light');
    await page.setViewportSize(phone);
    await settle(page);
    expect(await sideways(page)).toBe(0);
    await takeScreenshot(page, folder, `${name}-phone`);
    await page.setViewportSize(desk);
    expect(watch.errors).toEqual([]);
    expect(watch.foreign).toEqual([]);
  });
});

/** Changes to a theme by the page's own button. */
async function showIn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const button = page.getByRole('button', { name: `Change to ${theme} colours` });
  if (await button.isVisible()) await button.click();
}

/** Lets transitions end, and pictures come. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(500);
}

/** Pixels by which the page is wider than its window. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}
