import { divide } from './divide.js';
import type { Address } from './exports.js';
import type { KernelModule } from './kernel-module.js';
import { mostChunks, scratchLayout } from './layout.js';

/** What follows a product; the numbers are those of `assembly/activation.ts`. */
export const activations = {
  linear: 0,
  relu: 1,
  relu6: 2,
  leakyrelu: 3,
  sigmoid: 4,
  elu: 5,
  tanh: 6,
} as const;

/** One of the activations that the kernels apply by themselves. */
export type FusedActivation = keyof typeof activations;

/** `c = activation(a b + bias)` of float32 matrices, row by row without gaps; lines and steps in values. */
export interface ProductTask {
  readonly a: Address;
  readonly b: Address;
  readonly c: Address;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly bias?: Address;
  readonly activation?: FusedActivation;
  readonly slope?: number;
  /** Matrices, and values from one to the next; 0 where all use the same. */
  readonly batch?: number;
  readonly nextA?: number;
  readonly nextB?: number;
}

/** Computes products on the module. Nothing of it may be empty. */
export function runProduct(module: KernelModule, task: ProductTask): void {
  const { rows, columns, depth, batch = 1 } = task;
  const tiles = divide(rows, columns, depth * Math.min(batch, 4), module.threads);
  const chunks = tiles.count * batch;
  const together = (tiles.together || batch > 1) && chunks <= mostChunks && worthwhile(task, module.threads);
  const [tileRows, tileColumns, each] = together
    ? [tiles.rows, tiles.columns, tiles.count]
    : [rows, columns, 1];
  const words = module.words();
  const at = module.parameters >>> 2;
  words[at] = 0;
  words[at + 1] = each * batch;
  words[at + 2] = scratchLayout.spare;
  words[at + 3] = tileRows;
  words[at + 4] = tileColumns;
  words[at + 5] = task.a;
  words[at + 6] = 4 * (task.transposeA ? rows : depth);
  words[at + 7] = Number(task.transposeA);
  words[at + 8] = task.b;
  words[at + 9] = 4 * (task.transposeB ? depth : columns);
  words[at + 10] = Number(task.transposeB);
  words[at + 11] = task.c;
  words[at + 12] = 4 * columns;
  words[at + 13] = rows;
  words[at + 14] = columns;
  words[at + 15] = depth;
  words[at + 16] = task.bias ?? 0;
  words[at + 17] = activations[task.activation ?? 'linear'];
  module.floats()[at + 18] = task.slope ?? 0;
  words[at + 19] = each;
  words[at + 20] = 4 * (task.nextA ?? 0);
  words[at + 21] = 4 * (task.nextB ?? 0);
  words[at + 22] = 4 * rows * columns;
  module.run(together ? 4 * tileRows * tileColumns : 0, together);
}

function worthwhile({ rows, columns, depth, batch = 1 }: ProductTask, threads: number): boolean {
  return threads > 1 && 2 * rows * columns * depth * batch >= 1 << 21;
}
