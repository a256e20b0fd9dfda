import type { Browser } from 'playwright';

/** Ends the browser's GPU process, as a driver's failure does: pages lose their WebGPU device. */
export async function crashGraphics(browser: Browser): Promise<void> {
  const line = await browser.newBrowserCDPSession();
  // The answer may be lost with the process.
  await line.send('Browser.crashGpuProcess').catch(() => {});
}
