import {
  downloaded,
  openBrowser,
  type PageWatch,
  type ServedApp,
  serveApp,
  watchPage,
} from '@autoencoders/app-kit/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** The folder of the app. */
export const folder = new URL('../../', import.meta.url).pathname;

/** The playground in a browser of its own, as a visitor has it. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: PageWatch;
}

/** A served playground, and the browser that tests visit it with. */
export class Playhouse {
  private constructor(
    readonly app: ServedApp,
    readonly browser: Browser,
  ) {}

  static async open(): Promise<Playhouse> {
    const [app, browser] = await Promise.all([serveApp(folder), openBrowser()]);
    return new Playhouse(app, browser);
  }

  /** Opens the page with a configuration in its address, in a browser that has seen nothing yet. */
  async visit(
    link: string,
    options: { readonly width?: number; readonly dark?: boolean } = {},
  ): Promise<Visit> {
    const context = await this.browser.newContext({
      viewport: { width: options.width ?? 1280, height: 860 },
      colorScheme: options.dark ? 'dark' : 'light',
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const watch = watchPage(page, this.app.address);
    await page.goto(`${this.app.address}#${link}`);
    await page.getByRole('heading', { name: 'Train', exact: true }).waitFor();
    return { context, page, watch };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }
}

/** The part of the Train room about the run. */
export function runCard(page: Page): Locator {
  return page.getByRole('region', { name: 'Run', exact: true });
}

/** Presses Train. */
export async function train(page: Page): Promise<void> {
  await runCard(page).getByRole('button', { name: 'Train', exact: true }).click();
}

/** Waits until so many epochs are done. */
export async function epochsDone(page: Page, epochs: number): Promise<void> {
  await page.waitForFunction(
    (least) => Number(/epoch (\d+) of/.exec(document.body.textContent)?.[1] ?? -1) >= least,
    epochs,
    { timeout: 90_000 },
  );
}

/** Waits until nothing trains. */
export async function ready(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^ready$/i })
    .waitFor({ timeout: 120_000 });
}

/** The newest value of a term, as it is told to those who do not see the plot. */
export async function latest(page: Page, term: string): Promise<number> {
  const label = await runCard(page)
    .getByRole('img', { name: /^Loss by epoch/ })
    .getAttribute('aria-label');
  return Number(new RegExp(`(?:Latest: |, )${term} (-?[\\d.e+-]+)`).exec(label ?? '')?.[1]);
}

/** Goes to a room by its name in the list. */
export async function enter(page: Page, room: string): Promise<void> {
  const rooms = page.getByRole('navigation', { name: 'Rooms' });
  if (!(await rooms.isVisible())) await page.getByRole('button', { name: 'Open the list of rooms' }).click();
  await rooms.getByRole('button', { name: room, exact: true }).click();
  await page.getByRole('heading', { level: 2, name: room }).waitFor();
}

/** The grey values of pictures beside one another. */
export function tilesOf(row: Locator): Promise<number[]> {
  return row.evaluate((element) =>
    [...element.querySelectorAll('canvas')].flatMap((canvas) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return [...data].filter((_, at) => at % 4 === 0);
    }),
  );
}

/** Waits for the first checkpoint, which comes after ten seconds. */
export async function checkpointTaken(page: Page): Promise<void> {
  await runCard(page)
    .getByText(/kept up to step/)
    .waitFor({ timeout: 60_000 });
}

/** The step that the run is at. */
export async function stepOf(page: Page): Promise<number> {
  const text = await runCard(page).textContent();
  return Number(/\bstep ([\d,]+)/.exec(text ?? '')?.[1]?.replaceAll(',', '') ?? 0);
}

/** What a button of the run's downloads gives. */
export function download(page: Page, name: 'Model' | 'TypeScript'): Promise<Buffer> {
  return downloaded(page, runCard(page).getByRole('button', { name, exact: true }));
}

/** Clicks a place of the map of codes, as fractions of its width and height; gives what is decoded there. */
export async function decodedAt(page: Page, x: number, y: number): Promise<number[]> {
  const map = page.getByLabel(/^Map of the codes/).first();
  const { width, height } = (await map.boundingBox())!;
  const decoded = page.getByRole('img', { name: /place of the cross/ });
  const before = await pixelsOf(decoded);
  await map.click({ position: { x: x * width, y: y * height } });
  await expect.poll(() => pixelsOf(decoded), { timeout: 20_000 }).not.toEqual(before);
  return pixelsOf(decoded);
}

/** Draws a one in the Classify room; gives the part of the page that tells what it is taken for. */
export async function drawOne(page: Page): Promise<Locator> {
  const part = page.getByRole('region', { name: 'Try it' });
  // It comes once the classifier is trained.
  await part.getByText('Draw', { exact: true }).click({ timeout: 90_000 });
  const { x, y, width, height } = (await page.getByLabel(/^Drawing pad/).boundingBox())!;
  await page.mouse.move(x + 0.52 * width, y + 0.2 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.48 * width, y + 0.8 * height, { steps: 8 });
  await page.mouse.up();
  await page.getByRole('list', { name: 'Probability of each class' }).waitFor();
  return part;
}

/** The grey values of one picture. */
function pixelsOf(picture: Locator): Promise<number[]> {
  return picture.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return [...data].filter((_, at) => at % 4 === 0);
  });
}
