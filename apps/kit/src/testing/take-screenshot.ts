import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** A size of window. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export const desk: WindowSize = { width: 1280, height: 860 };
export const phone: WindowSize = { width: 390, height: 844 };

/**
 * Takes a picture of what is seen: into the folder that `SCREENSHOTS` names, or, by `SCREENSHOTS=keep`, in place of one
 * of those that the app keeps for its README; else none is taken.
 */
export async function takeScreenshot(page: Page, folder: string, name: string): Promise<void> {
  const place = process.env.SCREENSHOTS;
  if (!place) return;
  const target = place === 'keep' ? join(folder, 'screenshots') : place;
  const path = join(target, `${name}.png`);
  if (place === 'keep' && !existsSync(path)) return;
  mkdirSync(target, { recursive: true });
  // Transitions of colours end first.
  await page.waitForTimeout(250);
  await page.screenshot({ path });
}
