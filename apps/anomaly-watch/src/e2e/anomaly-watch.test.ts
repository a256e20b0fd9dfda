import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAnomalyDetector } from '@autoencoders/anomaly';
import {
  axeFindings,
  browserPath,
  crashGraphics,
  desk,
  downloaded,
  openBrowser,
  phone,
  type ServedApp,
  serveApp,
  takeScreenshot,
  unpacked,
  watchPage,
} from '@autoencoders/app-kit/testing';
import { useBackend } from '@autoencoders/core';
import { folderStore } from '@autoencoders/core/node';
import { parseCsvText } from '@autoencoders/data';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { besideFile, type KeptDetector } from '../worker/detector-files.js';
import { factories } from '../worker/make-detector.js';
import { openTable } from '../worker/open-table.js';
import { newSession } from '../worker/session.js';
import { valuesOf } from '../worker/units.js';

const folder = fileURLToPath(new URL('../../', import.meta.url));
const browserHere = browserPath() !== undefined;
if (!browserHere) console.warn('There is no Chromium here: the page is not driven.');

describe.skipIf(!browserHere)('the page', { timeout: 240_000 }, () => {
  let app: ServedApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([serveApp(folder), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  test('finds and explains the faults of the example on WASM, and exports what it shows', async () => {
    const page = await newPage(browser);
    const watched = watchPage(page, app.address);
    await page.goto(app.address);
    await page.getByRole('button', { name: 'Take the example' }).click();
    await page.getByRole('img', { name: /^The columns .*vibration_mm_s/ }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'shift' }).isDisabled()).toBe(true);
    await takeScreenshot(page, folder, 'columns');
    expect(await axeFindings(page)).toEqual([]);
    await chooseOptions(page, 'WASM', 100);
    await train(page);

    const faults = page.getByRole('region', { name: 'Held against the known faults' });
    expect(await faults.getByText('5 of 5').count()).toBe(1);
    const worst = page.getByRole('region', { name: 'The worst, and why' });
    // The two hours in which power does not follow flow begin at nine.
    const line = worst.getByRole('row', { name: /^10 Mar 2024, (09|10):/ });
    await line.waitFor();
    expect(await line.getByRole('listitem').first().textContent()).toMatch(
      /^power_kW\d+ %expected \d\S*, got \d/,
    );
    await line.getByRole('button').click();
    await page.getByRole('status').filter({ hasText: '10 Mar 2024' }).waitFor();
    await takeScreenshot(page, folder, 'fault');

    const shown = page.getByRole('status').filter({ hasText: /alarms? over/ });
    const alarmRows = async () =>
      Number(/over ([\d,]+) rows/.exec((await shown.textContent())!)![1]!.replace(',', ''));
    const before = await alarmRows();
    const slider = page.getByRole('slider', { name: 'Threshold' });
    await slider.focus();
    for (let times = 0; times < 40; times++) await page.keyboard.press('ArrowRight');
    await expect.poll(alarmRows).toBeLessThan(before);
    const alarms = await alarmRows();

    const table = parseCsvText((await exported(page, 'Scores (CSV)')).toString());
    const csv = (await exported(page, 'Download it')).toString();
    const input = parseCsvText(csv);
    expect(table.columns).toEqual([...input.columns, 'score', 'alarm']);
    expect(table.rows.map((row) => row.slice(0, -2))).toEqual(input.rows);
    expect(table.rows.filter((row) => row.at(-1) === '1')).toHaveLength(alarms);
    // The page shows four digits of the scores that it exports.
    const worstScore = Math.max(...table.rows.map((row) => Number(row.at(-2))));
    await page.getByText('Worst rows').click();
    const told = worst.getByRole('row').nth(1).getByRole('cell').nth(1);
    await expect.poll(async () => Number(await told.textContent())).toBe(Number(worstScore.toPrecision(4)));
    const scores = table.rows.map((row) => Math.fround(Number(row.at(-2))));
    expect(await scoresInNode(await exported(page, 'Detector (zip)'), csv)).toEqual(scores);

    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Let go of this row' }).click();
    await page.getByRole('button', { name: 'See all rows' }).click();
    await page.evaluate(() => scrollTo(0, 0));
    await takeScreenshot(page, folder, 'scores');
    await page.getByRole('button', { name: 'Change to dark colours' }).click();
    await page.waitForTimeout(300);
    expect(await axeFindings(page)).toEqual([]);
    await takeScreenshot(page, folder, 'scores-dark');
    await page.setViewportSize(phone);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
    await takeScreenshot(page, folder, 'phone-dark');

    // After a reload the detector is still there, for another file.
    await page.reload();
    await page.getByRole('button', { name: 'Take the example' }).click();
    await page.getByRole('button', { name: 'Use it on this file' }).click();
    await page.getByText('Scored by the detector that was trained on machine-week.csv.').waitFor();
    await expect.poll(alarmRows).toBe(alarms);
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
    await page.close();
  });

  test('goes on with a training after the page was closed, and after the graphics card went away', async () => {
    const page = await newPage(browser);
    const watched = watchPage(page, app.address);
    const takeExample = async () => {
      await page.goto(app.address);
      await page.getByRole('button', { name: 'Take the example' }).click();
      await page.getByRole('button', { name: 'Train and watch' }).waitFor();
    };
    const goneOn = async (name: string) => {
      const alert = page.getByRole('alert').filter({ hasText: 'The training is kept up to step' });
      const told = /step ([\d,]+) of/.exec((await alert.textContent())!)![1]!;
      await alert.getByRole('button', { name, exact: true }).click();
      await expect
        .poll(() => stepOf(page), { timeout: 60_000 })
        .toBeGreaterThan(Number(told.replace(',', '')));
    };
    await takeExample();
    await chooseOptions(page, 'WebGPU', 100_000);
    await page.getByRole('button', { name: 'Train and watch' }).click();
    await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
    const first = await latestLoss(page);
    await page.waitForTimeout(12_000);
    expect(await latestLoss(page)).toBeLessThan(first);
    await takeExample();
    await page.getByText('A training was cut off').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await takeScreenshot(page, folder, 'cut-off');
    await goneOn('Go on');

    await crashGraphics(browser);
    await page.getByText('The work came to a halt').waitFor();
    await goneOn('Go on without the graphics card');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText(/Engine: wasm/).waitFor();
    await takeExample();
    await page.getByText('A detector from before').waitFor();
    expect(await page.getByText('A training was cut off').count()).toBe(0);
    expect(watched.foreign).toEqual([]);
    await page.close();
  });

  test('trains windows on WebGPU, by rows chosen in the plot, and survives a bad file', async () => {
    const page = await newPage(browser);
    const watched = watchPage(page, app.address);
    await page.goto(app.address);
    await page.getByRole('button', { name: 'Take the example' }).click();
    const plot = page.getByRole('img', { name: /^The columns / });
    await plot.waitFor();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.55, box.y + 80, { steps: 4 });
    await page.mouse.up();
    const normal = page.getByRole('region', { name: '3. Normal rows' });
    await expect
      .poll(async () =>
        Number((/([\d,]+) rows/.exec((await normal.textContent())!) ?? [])[1]?.replace(',', '')),
      )
      .toBeGreaterThan(950);

    await page.locator('input[type=file]').setInputFiles({
      name: 'bad.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('time,flow\n2024-01-01,1\n2024-01-02\n'),
    });
    await page.getByRole('alert').filter({ hasText: 'bad.csv, line 3 has 1 cells' }).waitFor();
    expect(await page.getByText('machine-week.csv').count()).toBeGreaterThan(0);

    await page.getByText('Windows of rows').click();
    await page.getByLabel('Rows to the next one').fill('6');
    await chooseOptions(page, 'WebGPU', 10);
    await train(page);
    expect(await page.getByText(/Engine: webgpu/).count()).toBe(1);
    await page.getByRole('columnheader', { name: 'Window that ends' }).waitFor();
    expect(watched.errors).toEqual([]);
    expect(watched.foreign).toEqual([]);
    await page.close();
  });
});

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: desk, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return page;
}

async function chooseOptions(page: Page, engine: string, steps: number): Promise<void> {
  const more = page.getByRole('button', { name: 'More options' });
  await more.click();
  await page.getByLabel('Training steps').fill(String(steps));
  await page.getByRole('combobox', { name: 'Engine' }).click();
  await page.getByRole('option', { name: engine, exact: true }).click();
  await more.click();
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Train and watch' }).click();
  await page.getByRole('region', { name: 'Held against the known faults' }).waitFor();
}

/** The step that the training is at; 0 where it is not told. */
async function stepOf(page: Page): Promise<number> {
  const told = await page.getByRole('status').filter({ hasText: /step/ }).allTextContents();
  return Number(/step ([\d,]+)/.exec(told.join())?.[1]?.replaceAll(',', '') ?? 0);
}

/** The newest loss, as it is told to those who do not see the plot. */
async function latestLoss(page: Page): Promise<number> {
  const plot = page.getByRole('img', { name: /^Loss by step of the training/ });
  return Number(/loss ([\d.e+-]+)/.exec((await plot.getAttribute('aria-label'))!)![1]);
}

function exported(page: Page, button: string): Promise<Buffer> {
  return downloaded(page, page.getByRole('button', { name: button }));
}

/** The scores that a downloaded detector gives the rows of a table in Node. */
async function scoresInNode(zip: Buffer, csv: string): Promise<number[]> {
  const session = newSession();
  openTable(session, csv, 'machine-week.csv');
  const place = unpacked(zip);
  const { columns } = JSON.parse(await readFile(join(place, besideFile), 'utf8')) as KeptDetector;
  await useBackend('wasm');
  const detector = await loadAnomalyDetector(folderStore(place), factories);
  const scores = await detector.score(valuesOf(session.sheet!, columns, 'hold'));
  detector.dispose();
  detector.autoencoder.dispose();
  await rm(place, { recursive: true });
  return [...scores];
}
