import { defineConfig, type Options } from 'tsup';

/** The one build of every package: ESM, declarations and source maps from the given entries. */
export function library(entry: string[], overrides: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: ['esm'],
    platform: 'neutral',
    target: 'es2022',
    // From the built types of other packages: reading their sources anew takes twice as long.
    dts: { compilerOptions: { customConditions: [] } },
    sourcemap: true,
    clean: true,
    ...overrides,
  });
}
