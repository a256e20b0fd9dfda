import { defineConfig, type Options } from 'tsup';

/** The one build of every package: ESM, declarations and source maps from the given entries. */
export function library(entry: string[], overrides: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: ['esm'],
    platform: 'neutral',
    target: 'es2022',
    dts: true,
    sourcemap: true,
    clean: true,
    ...overrides,
  });
}
