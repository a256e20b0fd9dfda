import {
  openBrowser,
  type PageWatch,
  type ServedApp,
  serveApp,
  watchPage,
} from '@autoencoders/app-kit/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';

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
