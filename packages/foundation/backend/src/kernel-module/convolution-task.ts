import { divide, type Tiles } from './divide.js';
import type { Address } from './exports.js';
import type { KernelModule } from './kernel-module.js';
import { scratchLayout } from './layout.js';
import { activations, type FusedActivation } from './product-task.js';

/** A window sliding over images; see `assembly/convolution.ts`. */
export interface WindowGeometry {
  readonly image: Address;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly gridHeight: number;
  readonly gridWidth: number;
  readonly strideY: number;
  readonly strideX: number;
  readonly tapsY: number;
  readonly tapsX: number;
  readonly startY: number;
  readonly startX: number;
  readonly stepY: number;
  readonly stepX: number;
}

/** What a window is multiplied with, and where the result goes. */
export interface WindowTask {
  readonly window: WindowGeometry;
  readonly images: number;
  readonly right: Address;
  readonly result: Address;
  readonly outputs: number;
  readonly bias?: Address;
  readonly activation?: FusedActivation;
  readonly slope?: number;
  /** Values from one image, line and pixel of the result to the next, where positions lie apart. */
  readonly apart?: { readonly image: number; readonly line: number; readonly pixel: number };
}

/** Positions of a rectangle that is not written in place. */
const rowsApart = 512;

/** The result of a convolution, `[images · positions, outputs]`. */
export function runConvolution(module: KernelModule, task: WindowTask): void {
  const positions = task.images * task.window.gridHeight * task.window.gridWidth;
  const tiles = divide(positions, task.outputs, seenBy(task.window), module.threads);
  const rows = task.apart && !tiles.together ? Math.min(rowsApart, positions) : tiles.rows;
  const columns = tiles.columns;
  const count = Math.ceil(positions / rows) * Math.ceil(task.outputs / columns);
  const spare = laidOut(task.window);
  const tile = task.apart || tiles.together ? 4 * rows * columns : 0;
  write(module, 1, task, { rows, columns, count }, positions, spare);
  module.run(spare + tile, tiles.together);
}

/** The gradient of a convolution's filter, `[taps · channels, outputs]`; `right` is the output's gradient. */
export function runFilterGradient(module: KernelModule, task: WindowTask): void {
  const positions = task.images * task.window.gridHeight * task.window.gridWidth;
  const tiles = divide(seenBy(task.window), task.outputs, positions, module.threads);
  const spare = laidOut(task.window);
  write(module, 2, task, tiles, positions, spare);
  module.run(spare + 4 * tiles.rows * tiles.columns, tiles.together);
}

/**
 * The gradient of a convolution's input where channels are few. The window is the convolution's over the input; its
 * `image` is the output's gradient, `right` the filter, `outputs` its last axis.
 */
export function runSpread(module: KernelModule, task: WindowTask): void {
  const { window, images, outputs } = task;
  const positions = window.gridHeight * window.gridWidth;
  const together = module.threads > 1 && 2 * images * positions * seenBy(window) * outputs >= 1 << 21;
  const tiles = { rows: 0, columns: 0, count: images };
  write(module, 3, task, tiles, positions, 0);
  const image = window.height * window.width * window.channels;
  module.run(4 * (positions * seenBy(window) + image), together && images <= 4096);
}

/** Values that a position sees. */
function seenBy({ tapsY, tapsX, channels }: WindowGeometry): number {
  return tapsY * tapsX * channels;
}

/** Values of a packed right operand at most. */
const largestPacked = 4096 * 32;

/**
 * Bytes for what windows see where pixels cannot be multiplied in place (see `inPlace` in `assembly/convolution.ts`);
 * else for the zeros that lie outside.
 */
function laidOut(window: WindowGeometry): number {
  const { depth } = scratchLayout;
  const taps = window.tapsY * window.tapsX;
  const inPlace =
    window.channels % 4 === 0 && taps * 4 <= depth && taps * window.channels * 8 <= largestPacked;
  return inPlace ? 4 * window.channels : 4 * depth * seenBy(window);
}

function write(
  module: KernelModule,
  kind: 1 | 2 | 3,
  { window, right, result, outputs, bias = 0, activation = 'linear', slope = 0, apart }: WindowTask,
  { rows, columns, count }: Omit<Tiles, 'together'>,
  positions: number,
  spare: number,
): void {
  const words = module.words();
  const at = module.parameters >>> 2;
  words[at] = kind;
  words[at + 1] = count;
  words[at + 2] = scratchLayout.spare + spare;
  words[at + 3] = rows;
  words[at + 4] = columns;
  writeWindow(words, at + 5, window);
  words[at + 19] = right;
  words[at + 20] = result;
  words[at + 21] = positions;
  words[at + 22] = outputs;
  words[at + 23] = bias;
  words[at + 24] = activations[activation];
  module.floats()[at + 25] = slope;
  words[at + 26] = 4 * (apart?.image ?? 0);
  words[at + 27] = 4 * (apart?.line ?? 0);
  words[at + 28] = 4 * (apart?.pixel ?? 0);
}

/** Writes a window as `assembly/convolution.ts` has it: 14 words. */
export function writeWindow(words: Int32Array, at: number, window: WindowGeometry): void {
  words[at] = window.image;
  words[at + 1] = window.height;
  words[at + 2] = window.width;
  words[at + 3] = window.channels;
  words[at + 4] = window.gridHeight;
  words[at + 5] = window.gridWidth;
  words[at + 6] = window.strideY;
  words[at + 7] = window.strideX;
  words[at + 8] = window.tapsY;
  words[at + 9] = window.tapsX;
  words[at + 10] = window.startY;
  words[at + 11] = window.startX;
  words[at + 12] = window.stepY;
  words[at + 13] = window.stepX;
}
