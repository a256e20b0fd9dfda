// Trains the model that the page recommends by; see 'node prepare.mjs --help'.
import { join } from 'node:path';
import { runnerImport } from 'vite';

// Vite runs the sources as they are: there is nothing to build first but the packages they use.
const { module } = await runnerImport(join(import.meta.dirname, 'src/prepare/main.ts'));
await module.main(join(import.meta.dirname, 'public/model'));
