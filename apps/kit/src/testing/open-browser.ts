import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

/** The browser that tests drive; `undefined` where there is none. */
export function browserPath(): string | undefined {
  const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  return existsSync(path) ? path : undefined;
}

/** Starts Chromium, with WebGPU on an adapter in software where there is no graphics card. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath()!,
    args: [
      '--no-sandbox',
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      '--disable-background-networking',
    ],
  });
}
