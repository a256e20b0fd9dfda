import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Child, type Launch } from './child-process.js';
import { productOperations } from './operations.js';
import { paths } from './paths.js';
import { median } from './statistics.js';

/** The strongest PyTorch that this machine can give. */
export interface Torch {
  readonly python: string;
  readonly version: string;
  /** The library of matrix products and what it takes the processor for: `OpenBLAS SkylakeX`. */
  readonly library: string;
  /** What OPENBLAS_CORETYPE is set to for that; undefined where it is best left alone. */
  readonly coreType?: string;
  /** The library as installed, where it differs from the strongest. */
  readonly defaultLibrary?: string;
  /** GFLOP/s of a product of 512 × 512 for each core type tried. */
  readonly probed: Readonly<Record<string, number>>;
  readonly warning?: string;
}

/** Finds a Python with PyTorch and the settings that make it fastest, or says why there is none. */
export async function findTorch(say: (line: string) => void): Promise<Torch | string> {
  const python = await findPython();
  if (!python) return "no Python here imports torch (Debian: 'python3-torch'; or set BENCH_PYTHON)";
  const installed = await probe(python, undefined);
  if (typeof installed === 'string') return installed;
  const { facts } = installed;
  const probed: Record<string, number> = { 'as installed': installed.speed };
  let best = installed;
  if (facts.computes === 'OpenBLAS') {
    for (const coreType of await coreTypes()) {
      const tried = await probe(python, coreType);
      if (typeof tried === 'string') continue;
      probed[coreType] = tried.speed;
      if (tried.speed > best.speed && tried.facts.core !== facts.core) best = tried;
    }
  }
  const library = named(best.facts);
  say(`PyTorch ${facts.version}, ${library}: ${best.speed.toFixed(0)} GFLOP/s`);
  const warning =
    facts.computes === 'reference BLAS'
      ? "PyTorch computes with the reference BLAS, which is slow: install 'libopenblas0-pthread'"
      : undefined;
  if (warning) say(`warning: ${warning}`);
  return {
    python,
    version: facts.version,
    library,
    probed,
    ...(best.coreType === undefined ? {} : { coreType: best.coreType, defaultLibrary: named(facts) }),
    ...(warning === undefined ? {} : { warning }),
  };
}

/** How PyTorch is started with so many threads. */
export function torchLaunch(python: string, threads: number, coreType: string | undefined): Launch {
  return {
    command: python,
    args: [paths.torchRunner, String(threads)],
    environment: {
      OMP_NUM_THREADS: String(threads),
      OPENBLAS_NUM_THREADS: String(threads),
      MKL_NUM_THREADS: String(threads),
      PYTHONDONTWRITEBYTECODE: '1',
      ...(coreType === undefined ? {} : { OPENBLAS_CORETYPE: coreType }),
    },
  };
}

/** The first Python that imports torch; the system's own may be hidden behind another. */
export async function findPython(): Promise<string | undefined> {
  const { BENCH_PYTHON } = process.env;
  // A folder of that name beside would be imported as an empty module.
  for (const python of BENCH_PYTHON ? [BENCH_PYTHON] : ['python3', '/usr/bin/python3']) {
    try {
      await promisify(execFile)(python, ['-c', 'import torch; torch.mm'], { timeout: 60_000 });
      return python;
    } catch {}
  }
  return undefined;
}

/** Older versions of OpenBLAS do not recognise newer processors and then take a much slower path. */
async function coreTypes(): Promise<string[]> {
  if (process.arch !== 'x64') return [];
  const cpu = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return ['Haswell', ...(cpu.includes('avx512f') ? ['SkylakeX'] : []), 'Zen'];
}

async function probe(python: string, coreType: string | undefined) {
  const started = await Child.start(torchLaunch(python, 1, coreType));
  if (typeof started === 'string') return started;
  const [child, facts] = started;
  try {
    const product = { rows: 512, inner: 512, columns: 512 };
    const budget = { steps: 50, milliseconds: 400, least: 5 };
    const { times } = await child.ask({ op: 'product', product, budget });
    return { facts, coreType, speed: productOperations(product) / median(times) / 1e6 };
  } catch (error) {
    return (error as Error).message;
  } finally {
    await child.stop();
  }
}

function named({ computes = 'an unknown library', core }: { computes?: string; core?: string }): string {
  return core === undefined ? computes : `${computes} ${core}`;
}
