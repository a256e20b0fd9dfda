import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { isolationHeaders } from '../serving/isolation-headers.js';

/** A built app, served. */
export interface ServedApp {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves the build of an app, as `vite preview` does.
 *
 * @throws {Error} when it is not built.
 */
export async function serveApp(folder: string): Promise<ServedApp> {
  if (!existsSync(join(folder, 'dist/index.html'))) {
    throw new Error(`${folder} is not built: run 'npx turbo run build' first`);
  }
  const server = await preview({
    root: folder,
    // The app's own configuration is for its build: it would be read with the sources of packages.
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, open: false, headers: isolationHeaders },
  });
  return { address: server.resolvedUrls!.local[0]!, close: () => server.close() };
}
