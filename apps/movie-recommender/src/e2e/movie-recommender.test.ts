import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  axeFindings,
  browserPath,
  desk,
  downloaded,
  openBrowser,
  phone,
  type ServedApp,
  serveApp,
  takeScreenshot,
  watchPage,
} from '@autoencoders/app-kit/testing';
import { loadRecommender, type Recommender, useBackend } from '@autoencoders/autorec';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue.js';
import { unpack } from '../catalogue/pack.js';

const folder = join(import.meta.dirname, '../..');
const genre = 'Horror';

if (!browserPath()) console.log('movie-recommender: there is no Chromium, its page is not tested');

describe.skipIf(!browserPath())('the page of the movie recommender', () => {
  let app: ServedApp;
  let browser: Browser;
  let catalogue: Catalogue;
  let model: Recommender;

  beforeAll(async () => {
    [app, browser] = await Promise.all([serveApp(folder), openBrowser()]);
    await useBackend('cpu');
    const built = (name: string) => new Uint8Array(readFileSync(join(folder, 'dist/made-up', name)));
    catalogue = readCatalogue(new TextDecoder().decode(built('catalogue.json')), 'catalogue.json');
    const files = await unpack(built('model.gz'), 'model.gz');
    model = await loadRecommender({ description: 'dist', read: async () => files });
  });
  afterAll(async () => {
    model?.dispose();
    model?.autoencoder.dispose();
    await browser?.close();
    await app?.close();
  });

  /** The twelve best of someone folded in here, in Node. */
  async function bestInNode(ratings: Readonly<Record<number, number>>) {
    const given = Object.entries(ratings).map(([item, rating]) => ({ item: Number(item), rating }));
    const best = await (await model.foldIn(given)).recommend(12);
    return best.map(({ item, score }) => ({ film: filmOf(Number(item)), score }));
  }

  const filmOf = (id: number) => catalogue.films.find((film) => film.id === id)!;

  /** Waits until the page recommends what Node does, with predictions that differ by less than 1e-4 of a star. */
  async function expectAsInNode(page: Page, ratings: Readonly<Record<number, number>>) {
    const expected = await bestInNode(ratings);
    // Neighbours whose scores are as close as rounding may change places.
    await expect
      .poll(
        async () => {
          const shown = await recommended(page);
          return shown.length === 12
            ? Math.max(...shown.map(({ stars }, at) => Math.abs(stars - expected[at]!.score)))
            : 99;
        },
        { timeout: 60_000, interval: 100 },
      )
      .toBeLessThan(1e-4);
    const titles = (await recommended(page)).map(({ title }) => title);
    expect([...titles].sort()).toEqual(expected.map(({ film }) => film.title).sort());
    return expected.filter(({ film }) => film.genres.includes(genre)).length;
  }

  function recommended(page: Page): Promise<{ title: string; stars: number }[]> {
    return page.getByRole('list', { name: 'Recommended films' }).evaluate((list) =>
      [...list.children].map((item) => ({
        title: item.querySelector('[data-title]')!.getAttribute('data-title')!,
        stars: Number(item.querySelector('[data-stars]')!.getAttribute('data-stars')),
      })),
    );
  }

  const choose = (page: Page, group: string, label: RegExp) =>
    page.getByRole('radiogroup', { name: group }).getByText(label).click();

  const starsOf = (page: Page, title: string) =>
    page
      .getByRole('list', { name: /Films (to rate|you rated)/ })
      .getByRole('radiogroup', { name: `Your rating of ${title}`, exact: true });

  async function expectSound(page: Page, watch: ReturnType<typeof watchPage>) {
    expect(await axeFindings(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    expect([watch.errors, watch.foreign]).toEqual([[], []]);
  }

  it('recommends at once, as Node does, and keeps, exports and takes back ratings', async () => {
    const context = await browser.newContext({ viewport: desk, colorScheme: 'light' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const watch = watchPage(page, app.address);
    await page.goto(`${app.address}#films=made-up&engine=wasm`);
    await page.getByText('These films do not exist', { exact: true }).waitFor();
    const before = await expectAsInNode(page, {});
    expect(await watch.scriptBytes()).toBeLessThan(600_000);
    await takeScreenshot(page, folder, 'first');

    // Five films of one genre: by clicks, keys, and arrows that give stars only when they are confirmed.
    await choose(page, 'Which films', /Popular/);
    await page.getByLabel('Genre').selectOption(genre);
    const five = catalogue.films
      .filter(({ genres }) => genres.includes(genre))
      .sort((a, b) => b.count - a.count)
      .slice(0, 5);
    const ratings: Record<number, number> = {};
    for (const [at, film] of five.entries()) {
      const stars = starsOf(page, film.title);
      if (at < 3) await stars.getByRole('radio', { name: '5 stars' }).click();
      else if (at === 3) await stars.getByRole('radio', { name: '1 star' }).press('4');
      else {
        await stars.getByRole('radio', { name: '5 stars' }).focus();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('Enter');
      }
      ratings[film.id] = at < 3 ? 5 : 4;
      await page.getByText(`Yours (${at + 1})`).waitFor();
    }
    const after = await expectAsInNode(page, ratings);
    expect(after).toBeGreaterThanOrEqual(before + 3);
    expect((await recommended(page)).some(({ title }) => five.some((film) => film.title === title))).toBe(
      false,
    );
    await page
      .getByText(/^Because you gave [45] to /)
      .first()
      .waitFor();
    await takeScreenshot(page, folder, 'recommended');
    await expectSound(page, watch);

    await page.reload();
    await page.getByText('Yours (5)').waitFor();
    await expectAsInNode(page, ratings);
    await choose(page, 'Which films', /Yours/);
    const csv = (await downloaded(page, page.getByRole('button', { name: 'Export as CSV' }))).toString();
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'id,title,year,rating',
      `${five[0]!.id},${/,/.test(five[0]!.title) ? `"${five[0]!.title}"` : five[0]!.title},${five[0]!.year},5`,
    ]);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('button', { name: 'Remove all 5' }).click();
    await page.getByText('Yours (0)').waitFor();
    await expectAsInNode(page, {});
    await page.locator('input[type=file]').setInputFiles({
      name: 'mine.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${csv}9999,Nowhere,1999,3\n`),
    });
    await page.getByText('5 ratings taken from the file. Not among these films: Nowhere.').waitFor();
    await expectAsInNode(page, ratings);

    // One is taken back by a key.
    await starsOf(page, five[4]!.title).getByRole('radio', { name: '4 stars' }).press('Delete');
    delete ratings[five[4]!.id];
    await page.getByText('Yours (4)').waitFor();
    await expectAsInNode(page, ratings);

    await page.getByRole('button', { name: 'Change to dark colours' }).click();
    await takeScreenshot(page, folder, 'dark');
    await expectSound(page, watch);
    await page.setViewportSize(phone);
    await choose(page, 'Part of the page', /Recommended/);
    await page
      .getByText(/^Because you gave/)
      .first()
      .waitFor();
    await takeScreenshot(page, folder, 'phone');
    await expectSound(page, watch);
    await page.getByLabel('Recommend', { exact: true }).selectOption('Comedy');
    await expect
      .poll(async () =>
        (await recommended(page)).every(({ title }) =>
          catalogue.films.some((film) => film.title === title && film.genres.includes('Comedy')),
        ),
      )
      .toBe(true);
    await choose(page, 'Part of the page', /Rate/);
    await expectSound(page, watch);
    await context.close();
  });

  it('does so on WebGPU', async () => {
    const page = await browser.newPage({ viewport: desk });
    page.setDefaultTimeout(60_000);
    const watch = watchPage(page, app.address);
    await page.goto(`${app.address}#films=made-up&engine=webgpu`);
    await page.getByText(/in this browser \(webgpu\)/).waitFor();
    const film = filmOf(catalogue.films[catalogue.spread[0]!]!.id);
    await starsOf(page, film.title).getByRole('radio', { name: '5 stars' }).click();
    await page.getByText(`Because you gave 5 to ${film.title}`).first().waitFor();
    await expectAsInNode(page, { [film.id]: 5 });
    expect([watch.errors, watch.foreign]).toEqual([[], []]);
    await page.close();
  });
});
