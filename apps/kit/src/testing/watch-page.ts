import type { Page } from 'playwright';

/** What a page did that it should not have done. */
export interface PageWatch {
  /** Errors in the console, and those that nothing caught. */
  readonly errors: readonly string[];
  /** Addresses of other origins that something asked for. */
  readonly foreign: readonly string[];
  /** Bytes of JavaScript that came over the line, compressed as servers do. */
  scriptBytes(): Promise<number>;
}

/** Watches a page from before it is opened, its workers too. */
export function watchPage(page: Page, address: string): PageWatch {
  const errors: string[] = [];
  const foreign: string[] = [];
  const scripts: Promise<number>[] = [];
  const { origin } = new URL(address);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  page.on('response', (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return;
    scripts.push(response.body().then(compressedSize, () => 0));
  });
  return {
    errors,
    foreign,
    scriptBytes: async () => (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0),
  };
}

async function compressedSize(bytes: Buffer): Promise<number> {
  const { gzipSync } = await import('node:zlib');
  return gzipSync(bytes).length;
}
