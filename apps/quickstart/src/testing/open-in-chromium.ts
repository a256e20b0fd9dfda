import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

/** What a browser shows of a page. */
export interface OpenedPage {
  /** Errors and warnings of the console, requests that failed, exceptions. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, the page's own aside. */
  readonly requests: readonly string[];
  /** Every picture with its size as shown. */
  readonly pictures: readonly { readonly alt: string; readonly width: number; readonly height: number }[];
}

/** Opens a file in headless Chromium and tells what it shows. */
export async function openInChromium(path: string, executablePath: string): Promise<OpenedPage> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    const address = pathToFileURL(path).href;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url().slice(0, 100)}`));
    page.on('request', (request) => {
      const url = request.url();
      if (url !== address && !url.startsWith('data:')) requests.push(url);
    });
    await page.goto(address, { waitUntil: 'load' });
    const pictures = await page.locator('figure > svg, figure > img').evaluateAll((elements) =>
      elements
        // Those for narrow pages are there and not shown.
        .filter((element) => getComputedStyle(element).display !== 'none')
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          const empty = element instanceof HTMLImageElement && element.naturalWidth === 0;
          const alt = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? '';
          return { alt, width: empty ? 0 : width, height: empty ? 0 : height };
        }),
    );
    return { complaints, requests, pictures };
  } finally {
    await browser.close();
  }
}
