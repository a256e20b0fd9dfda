import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const conditions = ['@autoencoders/source'];
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

// Tests run on sources, of which this one is made.
const backend = fileURLToPath(new URL('packages/foundation/backend/', import.meta.url));
if (!existsSync(`${backend}src/kernel-module/binaries.generated.ts`)) {
  execFileSync(process.execPath, [`${backend}scripts/build-kernels.mjs`]);
}

const shared = {
  resolve: { conditions: [...conditions, 'module', 'browser', 'import', 'default'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'import', 'default'] } },
};

const node = {
  exclude: ['**/*.browser.test.ts', '**/node_modules/**'],
  testTimeout: 120_000,
  hookTimeout: 120_000,
};

/** Tests that alter the engine, measure their process, or start others. */
const alone = [
  'packages/foundation/{backend,core,deterministic,testing}/src/**/*.test.ts',
  'packages/tools/*/src/**/*.test.ts',
  'packages/*/*/src/**/flat-memory.test.ts',
  'apps/*/src/**/*.test.ts',
  'tests/**/*.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    provide: { chromiumPath: existsSync(chromium) ? chromium : '' },
    projects: [
      {
        ...shared,
        test: {
          ...node,
          name: 'node',
          include: ['packages/*/*/src/**/*.test.ts'],
          exclude: [...node.exclude, ...alone],
          // One process for many files: each would load the engine anew.
          isolate: false,
        },
      },
      { ...shared, test: { ...node, name: 'node-alone', include: alone } },
      ...(existsSync(chromium)
        ? [
            {
              ...shared,
              // Isolated from other origins, so that memory may be shared among threads.
              server: {
                headers: {
                  'Cross-Origin-Opener-Policy': 'same-origin',
                  'Cross-Origin-Embedder-Policy': 'require-corp',
                },
              },
              // Found before the tests start: a dependency found later reloads the page under a running test.
              optimizeDeps: { entries: ['packages/*/*/src/**/*.browser.test.ts'] },
              test: {
                name: 'browser',
                include: ['packages/*/*/src/**/*.browser.test.ts'],
                testTimeout: 120_000,
                hookTimeout: 120_000,
                fileParallelism: false,
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({
                    launchOptions: {
                      executablePath: chromium,
                      args: ['--no-sandbox', '--enable-unsafe-webgpu', '--disable-background-networking'],
                    },
                  }),
                  instances: [{ browser: 'chromium' as const }],
                },
              },
            },
          ]
        : []),
    ],
  },
});
