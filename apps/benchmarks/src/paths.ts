import { fileURLToPath } from 'node:url';

// This module stays one level below the app, in the sources as in the build.
const inApp = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Where the parts of the app are. */
export const paths = {
  nodeRunner: inApp('dist/runner.js'),
  torchRunner: inApp('pytorch/runner.py'),
  results: inApp('results'),
  readme: inApp('README.md'),
} as const;
