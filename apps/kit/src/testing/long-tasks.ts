import type { Page } from 'playwright';

/** Begins to note tasks of the page's main thread that take over 50 ms. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: number[] = [];
    (globalThis as unknown as { longTasks: number[] }).longTasks = noted;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** Milliseconds of those that were noted so far. */
export function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks);
}
