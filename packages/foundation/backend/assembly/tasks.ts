import { addBack, convolve, correlate, Window } from './convolution';
import { transpose } from './pack';
import { multiply } from './product';
import { copyTile } from './product-kernel';

// A task is a block of parameters and a number of chunks. A chunk is one rectangle of the result; it depends on
// nothing but the inputs, so that chunks may be computed by anyone, in any order, and even twice.

/** Bytes of a block of parameters. */
export const PARAMETERS: usize = 192;

const PRODUCT: i32 = 0;
const CONVOLUTION: i32 = 1;
const FILTER_GRADIENT: i32 = 2;
const SPREAD: i32 = 3;

@unmanaged
class Task {
  kind: i32;
  chunks: i32;
  /** Where a thread keeps a rectangle that is not written in place, in bytes from its scratch. */
  tile: usize;
  tileRows: i32;
  tileColumns: i32;
}

@unmanaged
class Product extends Task {
  a: usize;
  aLine: usize;
  aTransposed: i32;
  b: usize;
  bLine: usize;
  bTransposed: i32;
  c: usize;
  cLine: usize;
  rows: i32;
  columns: i32;
  size: i32;
  bias: usize;
  activation: i32;
  slope: f32;
  /** Chunks and bytes from one matrix of a batch to the next. */
  chunksEach: i32;
  aNext: usize;
  bNext: usize;
  cNext: usize;
}

@unmanaged
class Convolution extends Task {
  image: usize;
  height: i32;
  width: i32;
  channels: i32;
  gridHeight: i32;
  gridWidth: i32;
  strideY: i32;
  strideX: i32;
  tapsY: i32;
  tapsX: i32;
  startY: i32;
  startX: i32;
  stepY: i32;
  stepX: i32;
  /** `[taps · channels, outputs]`; of a filter gradient, the output's gradient `[positions, outputs]`. */
  right: usize;
  result: usize;
  positions: i32;
  outputs: i32;
  bias: usize;
  activation: i32;
  slope: f32;
  /** Bytes from one image, line and pixel of the result to the next; 0 where positions follow one another. */
  nextImage: usize;
  nextLine: usize;
  nextPixel: usize;
}

// @ts-ignore: decorator
@inline
function windowOf(task: Convolution): Window {
  return changetype<Window>(changetype<usize>(task) + offsetof<Convolution>('image'));
}

/** Computes a chunk: in its place, or, if `apart`, in the thread's scratch, from where `deliver` takes it. */
export function compute(parameters: usize, chunk: i32, scratch: usize, apart: bool): void {
  const task = changetype<Task>(parameters);
  if (task.kind == PRODUCT) computeProduct(changetype<Product>(parameters), chunk, scratch, apart);
  else if (task.kind == CONVOLUTION) {
    computeConvolution(changetype<Convolution>(parameters), chunk, scratch, apart);
  } else if (task.kind == FILTER_GRADIENT) {
    computeFilterGradient(changetype<Convolution>(parameters), chunk, scratch, apart);
  } else computeSpread(changetype<Convolution>(parameters), chunk, scratch, apart);
}

/** Puts a chunk that was computed apart in its place. */
export function deliver(parameters: usize, chunk: i32, scratch: usize): void {
  const task = changetype<Task>(parameters);
  const tile = scratch + task.tile;
  if (task.kind == PRODUCT) deliverProduct(changetype<Product>(parameters), chunk, tile);
  else if (task.kind == CONVOLUTION) deliverConvolution(changetype<Convolution>(parameters), chunk, tile);
  else if (task.kind == FILTER_GRADIENT) {
    deliverFilterGradient(changetype<Convolution>(parameters), chunk, tile);
  } else deliverSpread(changetype<Convolution>(parameters), chunk, tile);
}

// @ts-ignore: decorator
@inline
function across(columns: i32, tile: i32): i32 {
  return (columns + tile - 1) / tile;
}

function computeProduct(task: Product, chunk: i32, scratch: usize, apart: bool): void {
  const matrix = chunk / task.chunksEach;
  const tiles = across(task.columns, task.tileColumns);
  const at = chunk - matrix * task.chunksEach;
  const row = (at / tiles) * task.tileRows;
  const column = (at % tiles) * task.tileColumns;
  const rows = min(task.rows - row, task.tileRows);
  const columns = min(task.columns - column, task.tileColumns);
  const a = task.a + <usize>matrix * task.aNext + (task.aTransposed ? <usize>row << 2 : <usize>row * task.aLine);
  const b =
    task.b + <usize>matrix * task.bNext + (task.bTransposed ? <usize>column * task.bLine : <usize>column << 2);
  const place = task.c + <usize>matrix * task.cNext + <usize>row * task.cLine + (<usize>column << 2);
  multiply(
    a, task.aLine, task.aTransposed != 0, b, task.bLine, task.bTransposed != 0,
    apart ? scratch + task.tile : place, apart ? <usize>columns << 2 : task.cLine, rows, columns, task.size,
    task.bias ? task.bias + (<usize>column << 2) : 0, task.activation, task.slope, scratch,
  );
}

function deliverProduct(task: Product, chunk: i32, tile: usize): void {
  const matrix = chunk / task.chunksEach;
  const tiles = across(task.columns, task.tileColumns);
  const at = chunk - matrix * task.chunksEach;
  const row = (at / tiles) * task.tileRows;
  const column = (at % tiles) * task.tileColumns;
  const columns = min(task.columns - column, task.tileColumns);
  const place = task.c + <usize>matrix * task.cNext + <usize>row * task.cLine + (<usize>column << 2);
  copyTile(tile, <usize>columns << 2, place, task.cLine, min(task.rows - row, task.tileRows), columns);
}

function computeConvolution(task: Convolution, chunk: i32, scratch: usize, apart: bool): void {
  const tiles = across(task.outputs, task.tileColumns);
  const row = (chunk / tiles) * task.tileRows;
  const column = (chunk % tiles) * task.tileColumns;
  const rows = min(task.positions - row, task.tileRows);
  const columns = min(task.outputs - column, task.tileColumns);
  const line = <usize>task.outputs << 2;
  const scattered = task.nextPixel != 0;
  const inPlace = !apart && !scattered;
  convolve(
    windowOf(task), task.right, line,
    inPlace ? task.result + <usize>row * line + (<usize>column << 2) : scratch + task.tile,
    inPlace ? line : <usize>columns << 2, row, rows, column, columns, task.bias, task.activation, task.slope, scratch,
  );
  if (scattered && !apart) deliverConvolution(task, chunk, scratch + task.tile);
}

function deliverConvolution(task: Convolution, chunk: i32, tile: usize): void {
  const tiles = across(task.outputs, task.tileColumns);
  const row = (chunk / tiles) * task.tileRows;
  const column = (chunk % tiles) * task.tileColumns;
  const rows = min(task.positions - row, task.tileRows);
  const columns = min(task.outputs - column, task.tileColumns);
  const bytes = <usize>columns << 2;
  if (!task.nextPixel) {
    const line = <usize>task.outputs << 2;
    copyTile(tile, bytes, task.result + <usize>row * line + (<usize>column << 2), line, rows, columns);
    return;
  }
  const perImage = task.gridHeight * task.gridWidth;
  let n = row / perImage;
  let y = (row - n * perImage) / task.gridWidth;
  let x = row - n * perImage - y * task.gridWidth;
  for (let i = 0; i < rows; i++) {
    const place =
      task.result + <usize>n * task.nextImage + <usize>y * task.nextLine + <usize>x * task.nextPixel;
    copyTile(tile, 0, place + (<usize>column << 2), 0, 1, columns);
    tile += bytes;
    if (++x == task.gridWidth) {
      x = 0;
      if (++y == task.gridHeight) {
        y = 0;
        n += 1;
      }
    }
  }
}

/** Computed transposed, in the thread's scratch, and turned round when it is delivered. */
function computeFilterGradient(task: Convolution, chunk: i32, scratch: usize, apart: bool): void {
  const tiles = across(task.outputs, task.tileColumns);
  const row = (chunk / tiles) * task.tileRows;
  const column = (chunk % tiles) * task.tileColumns;
  const rows = min(task.tapsY * task.tapsX * task.channels - row, task.tileRows);
  const columns = min(task.outputs - column, task.tileColumns);
  correlate(
    windowOf(task), task.positions, task.right, <usize>task.outputs << 2, scratch + task.tile, <usize>rows << 2,
    column, columns, row, rows, scratch,
  );
  if (!apart) deliverFilterGradient(task, chunk, scratch + task.tile);
}

function deliverFilterGradient(task: Convolution, chunk: i32, tile: usize): void {
  const tiles = across(task.outputs, task.tileColumns);
  const row = (chunk / tiles) * task.tileRows;
  const column = (chunk % tiles) * task.tileColumns;
  const rows = min(task.tapsY * task.tapsX * task.channels - row, task.tileRows);
  const columns = min(task.outputs - column, task.tileColumns);
  const line = <usize>task.outputs << 2;
  transpose(tile, columns, rows, task.result + <usize>row * line + (<usize>column << 2), line);
}

/**
 * The input gradient of one image where channels are few: what each position contributes to all it sees, `dy
 * filterᵀ`, then added to the pixels. The image is cleared first.
 */
function computeSpread(task: Convolution, chunk: i32, scratch: usize, apart: bool): void {
  const positions = task.gridHeight * task.gridWidth;
  const size = task.tapsY * task.tapsX * task.channels;
  const seen = scratch + task.tile;
  const bytes = <usize>(task.height * task.width * task.channels) << 2;
  const image = apart ? seen + (<usize>(positions * size) << 2) : task.result + <usize>chunk * bytes;
  const line = <usize>task.outputs << 2;
  multiply(
    task.image + <usize>(chunk * positions) * line, line, false, task.right, line, true,
    seen, <usize>size << 2, positions, size, task.outputs, 0, 0, 0, scratch,
  );
  memory.fill(image, 0, bytes);
  addBack(windowOf(task), seen, image);
}

function deliverSpread(task: Convolution, chunk: i32, tile: usize): void {
  const positions = task.gridHeight * task.gridWidth;
  const size = task.tapsY * task.tapsX * task.channels;
  const bytes = <usize>(task.height * task.width * task.channels) << 2;
  memory.copy(task.result + <usize>chunk * bytes, tile + (<usize>(positions * size) << 2), bytes);
}

/** All chunks by one thread. */
export function runAlone(parameters: usize, scratch: usize): void {
  const chunks = changetype<Task>(parameters).chunks;
  for (let chunk = 0; chunk < chunks; chunk++) compute(parameters, chunk, scratch, false);
}
