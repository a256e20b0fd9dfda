// Copies the files of tfjs's WASM engine beside the build, so that bundlers and browsers find them.
import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
const target = fileURLToPath(new URL('../wasm/', import.meta.url));
mkdirSync(target, { recursive: true });
for (const file of ['', '-simd', '-threaded-simd'].map((kind) => `tfjs-backend-wasm${kind}.wasm`)) {
  cpSync(join(dirname(entry), 'dist', file), join(target, file));
}
