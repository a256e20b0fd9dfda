import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';

/** What a button gives to download. */
export async function downloaded(page: Page, button: Locator): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await file.path());
}
