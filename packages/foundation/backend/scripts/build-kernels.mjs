// Compiles the kernels in assembly/ to WebAssembly, once with plain and once with relaxed SIMD, and writes both into
// a module of the sources, so that they load wherever the package does: no file to serve, in workers too.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
const target = join(root, 'src/kernel-module/binaries.generated.ts');

const common = [
  'assembly/index.ts',
  '--importMemory',
  // As much as tfjs's own memory may grow to.
  ...['--maximumMemory', '65536'],
  ...['--runtime', 'stub'],
  '-O3',
  ...['--shrinkLevel', '1'],
  '--noAssert',
  ...['--enable', 'simd'],
  ...['--enable', 'threads'],
  // A vector in an exported function's signature; none is exported from the module.
  ...['--disableWarning', '112'],
];

async function compile(name, options) {
  const file = join(folder, `${name}.wasm`);
  const { error, stderr } = await asc.main([...common, ...options, '--outFile', file, '--baseDir', root]);
  if (error) throw new Error(`asc: ${error.message}\n${stderr}`);
  return readFileSync(file);
}

try {
  const plain = await compile('plain', []);
  const relaxed = await compile('relaxed', ['--enable', 'relaxed-simd']);
  mkdirSync(join(root, 'src/kernel-module'), { recursive: true });
  writeFileSync(
    target,
    [
      '// Made by scripts/build-kernels.mjs from assembly/.',
      `export const plain =\n  '${plain.toString('base64')}';`,
      `export const relaxed =\n  '${relaxed.toString('base64')}';`,
      '',
    ].join('\n'),
  );
  console.log(`kernels: ${plain.length} bytes plain, ${relaxed.length} relaxed`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
