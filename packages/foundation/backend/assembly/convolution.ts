import { PANEL, packAcross, packLines, STRIP } from './pack';
import { blockDepth, COLUMNS, DEPTH, LEFT, RIGHT, ROWS, SPARE } from './product';
import { copyTile, multiplyPacked } from './product-kernel';
import { windowStrip } from './window-kernel';

/**
 * A sliding window over an image `[batch, height, width, channels]`: position `(n, y, x)` of a grid sees, at tap
 * `(v, u)`, the pixel `(y · strideY + startY + v · stepY, x · strideX + startX + u · stepX)`, zero outside. A
 * convolution is the product of the matrix of what each position sees, `[positions, taps · channels]`, with the
 * filter; so is each part of its input gradient, over the output's gradient. Never laid out as a whole.
 */
@unmanaged
export class Window {
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
}

/** Whether whole vectors of channels can be read. */
// @ts-ignore: decorator
@inline
export function byVectors(window: Window): bool {
  return (window.channels & 3) == 0;
}

/** What positions `from … from + count` see, `depth` values from value `first` on, packed as rows in strips. */
function packPositions(
  window: Window, from: i32, count: i32, first: i32, depth: i32, to: usize, scratch: usize,
): void {
  const size = window.tapsY * window.tapsX * window.channels;
  layOut(window, from, count, scratch);
  packLines(scratch + (<usize>first << 2), <usize>size << 2, count, depth, STRIP, to);
}

/** The pixels that positions `from … from + count` see, five positions at a time, tap by tap; zeros outside. */
function listPixels(window: Window, from: i32, count: i32, zeros: usize, to: usize): void {
  const taps = window.tapsY * window.tapsX;
  const perImage = window.gridHeight * window.gridWidth;
  const line = <usize>(window.width * window.channels) << 2;
  const step = <usize>window.channels << 2;
  let n = from / perImage;
  let row = (from - n * perImage) / window.gridWidth;
  let column = from - n * perImage - row * window.gridWidth;
  let at = to;
  let lane = 0;
  const padded = ((count + STRIP - 1) / STRIP) * STRIP;
  for (let i = 0; i < padded; i++) {
    const y0 = row * window.strideY + window.startY;
    const x0 = column * window.strideX + window.startX;
    let out = at;
    for (let v = 0; v < window.tapsY; v++) {
      const y = y0 + v * window.stepY;
      const inside = i < count && <u32>y < <u32>window.height;
      const start = window.image + <usize>(n * window.height + y) * line;
      for (let u = 0; u < window.tapsX; u++) {
        const x = x0 + u * window.stepX;
        store<usize>(out, inside && <u32>x < <u32>window.width ? start + <usize>x * step : zeros);
        out += 4 * STRIP;
      }
    }
    if (++lane == STRIP) {
      lane = 0;
      at += <usize>(4 * STRIP * taps) - 4 * (STRIP - 1);
    } else at += 4;
    if (++column == window.gridWidth) {
      column = 0;
      if (++row == window.gridHeight) {
        row = 0;
        n += 1;
      }
    }
  }
}

/** Whether pixels can be multiplied where they are: whole vectors of channels, tables that fit. */
// @ts-ignore: decorator
@inline
function inPlace(window: Window): bool {
  const taps = window.tapsY * window.tapsX;
  return byVectors(window) && taps * 4 <= DEPTH && taps * window.channels * PANEL <= DEPTH * COLUMNS;
}

function convolveInPlace(
  window: Window, filter: usize, filterLine: usize, c: usize, cLine: usize,
  from: i32, rows: i32, column: i32, columns: i32, bias: usize, activation: i32, slope: f32, scratch: usize,
): void {
  const taps = window.tapsY * window.tapsX;
  const size = taps * window.channels;
  const bytes = <usize>window.channels << 2;
  const pixels = scratch + LEFT;
  const right = scratch + RIGHT;
  const zeros = scratch + SPARE;
  const edge = scratch;
  memory.fill(zeros, 0, bytes);
  const block = min(COLUMNS, ((DEPTH * COLUMNS) / size / PANEL) * PANEL);
  for (let j = 0; j < columns; j += block) {
    const width = min(columns - j, block);
    packAcross(filter + (<usize>(column + j) << 2), filterLine, width, size, PANEL, right);
    for (let i = 0; i < rows; i += ROWS) {
      const height = min(rows - i, ROWS);
      listPixels(window, from + i, height, zeros, pixels);
      let panel = right;
      for (let p = 0; p < width; p += PANEL) {
        const wide = min(width - p, PANEL);
        let shift = bias ? bias + (<usize>(column + j + p) << 2) : 0;
        if (shift && wide < PANEL) {
          copyTile(shift, 0, edge + 160, 0, 1, wide);
          shift = edge + 160;
        }
        let list = pixels;
        for (let s = 0; s < height; s += STRIP) {
          const high = min(height - s, STRIP);
          const at = c + <usize>(i + s) * cLine + (<usize>(j + p) << 2);
          if (high == STRIP && wide == PANEL) {
            windowStrip(list, taps, bytes, panel, at, cLine, shift, activation, slope);
          } else {
            windowStrip(list, taps, bytes, panel, edge, 32, shift, activation, slope);
            copyTile(edge, 32, at, cLine, high, wide);
          }
          list += <usize>(4 * STRIP * taps);
        }
        panel += <usize>(size * PANEL) << 2;
      }
    }
  }
}

/** The matrix of what positions `from … from + count` see, line by line. */
export function layOut(window: Window, from: i32, count: i32, to: usize): void {
  const perImage = window.gridHeight * window.gridWidth;
  const channels = window.channels;
  const line = <usize>(window.width * channels) << 2;
  const run = <usize>(window.tapsX * channels) << 2;
  const reach = (window.tapsX - 1) * window.stepX;
  let n = from / perImage;
  let row = (from - n * perImage) / window.gridWidth;
  let column = from - n * perImage - row * window.gridWidth;
  for (let i = 0; i < count; i++) {
    const y0 = row * window.strideY + window.startY;
    const x0 = column * window.strideX + window.startX;
    const whole = window.stepX == 1 && x0 >= 0 && x0 + reach < window.width;
    for (let v = 0; v < window.tapsY; v++) {
      const y = y0 + v * window.stepY;
      if (<u32>y >= <u32>window.height) {
        for (let j: usize = 0; j < run; j += 4) store<f32>(to + j, 0);
        to += run;
        continue;
      }
      const at = window.image + <usize>(n * window.height + y) * line;
      if (whole) {
        const from = at + (<usize>(x0 * channels) << 2);
        for (let j: usize = 0; j < run; j += 4) store<f32>(to + j, load<f32>(from + j));
        to += run;
        continue;
      }
      for (let u = 0; u < window.tapsX; u++) {
        const x = x0 + u * window.stepX;
        const inside = <u32>x < <u32>window.width;
        const from = at + (<usize>(x * channels) << 2);
        for (let c = 0; c < channels; c++) {
          store<f32>(to, inside ? load<f32>(from + (<usize>c << 2)) : 0);
          to += 4;
        }
      }
    }
    if (++column == window.gridWidth) {
      column = 0;
      if (++row == window.gridHeight) {
        row = 0;
        n += 1;
      }
    }
  }
}

/**
 * `c[positions, outputs] = activation(seen filter + bias)` for a rectangle of it; the filter is a matrix
 * `[taps · channels, outputs]`.
 */
export function convolve(
  window: Window, filter: usize, filterLine: usize, c: usize, cLine: usize,
  from: i32, rows: i32, column: i32, columns: i32, bias: usize, activation: i32, slope: f32, scratch: usize,
): void {
  if (inPlace(window)) {
    convolveInPlace(
      window, filter, filterLine, c, cLine, from, rows, column, columns, bias, activation, slope, scratch,
    );
    return;
  }
  const size = window.tapsY * window.tapsX * window.channels;
  const depth = blockDepth(size);
  const left = scratch + LEFT;
  const right = scratch + RIGHT;
  for (let j = 0; j < columns; j += COLUMNS) {
    const width = min(columns - j, COLUMNS);
    for (let k = 0; k < size; k += depth) {
      const deep = min(size - k, depth);
      const start = filter + <usize>k * filterLine + (<usize>(column + j) << 2);
      packAcross(start, filterLine, width, deep, PANEL, right);
      for (let i = 0; i < rows; i += ROWS) {
        const height = min(rows - i, ROWS);
        packPositions(window, from + i, height, k, deep, left, scratch + SPARE);
        multiplyPacked(
          left, right, height, width, deep, c + <usize>i * cLine + (<usize>j << 2), cLine,
          k == 0, k + deep == size, bias ? bias + (<usize>(column + j) << 2) : 0, activation, slope, scratch,
        );
      }
    }
  }
}

/** What positions `from … from + count` see at values `first … first + depth`, packed as columns in panels. */
function packSeen(
  window: Window, from: i32, count: i32, first: i32, depth: i32, to: usize, scratch: usize,
): void {
  if (!byVectors(window)) {
    const size = window.tapsY * window.tapsX * window.channels;
    layOut(window, from, count, scratch);
    packAcross(scratch + (<usize>first << 2), <usize>size << 2, depth, count, PANEL, to);
    return;
  }
  for (let m = first; m < first + depth; m += PANEL) {
    packTap(window, from, count, m, to);
    if (m + 4 < first + depth) packTap(window, from, count, m + 4, to + 16);
    else for (let k = 0; k < count; k++) v128.store(to + (<usize>k << 5), i32x4.splat(0), 16);
    to += <usize>count << 5;
  }
}

/** Four values of one tap, for each position in turn, a panel's line apart. */
function packTap(window: Window, from: i32, count: i32, value: i32, to: usize): void {
  const channels = window.channels;
  const perImage = window.gridHeight * window.gridWidth;
  const tap = value / channels;
  const v = tap / window.tapsX;
  const u = tap - v * window.tapsX;
  const skip = <usize>(value - tap * channels) << 2;
  const shift = window.startX + u * window.stepX;
  const step = <usize>(window.strideX * channels) << 2;
  let left = count;
  let n = from / perImage;
  let row = (from - n * perImage) / window.gridWidth;
  let column = from - n * perImage - row * window.gridWidth;
  while (left > 0) {
    // A line of the grid at a time.
    const run = min(window.gridWidth - column, left);
    const y = row * window.strideY + window.startY + v * window.stepY;
    const inside = <u32>y < <u32>window.height;
    let x = column * window.strideX + shift;
    let at = window.image + (<usize>(((n * window.height + y) * window.width + x) * channels) << 2) + skip;
    for (let j = 0; j < run; j++) {
      v128.store(to, inside && <u32>x < <u32>window.width ? v128.load(at) : i32x4.splat(0));
      to += 32;
      x += window.strideX;
      at += step;
    }
    left -= run;
    column = 0;
    if (++row == window.gridHeight) {
      row = 0;
      n += 1;
    }
  }
}

/**
 * `c[outputs, taps · channels] = dyᵀ seen` for a rectangle of it: the transposed gradient of a convolution with
 * respect to its filter, from the output's gradient `dy[positions, outputs]`. What is seen is the right operand, for
 * its panels are whole vectors of channels.
 */
export function correlate(
  window: Window, positions: i32, dy: usize, dyLine: usize, c: usize, cLine: usize,
  output: i32, outputs: i32, first: i32, values: i32, scratch: usize,
): void {
  const depth = blockDepth(positions);
  const left = scratch + LEFT;
  const right = scratch + RIGHT;
  for (let j = 0; j < values; j += COLUMNS) {
    const width = min(values - j, COLUMNS);
    for (let k = 0; k < positions; k += depth) {
      const deep = min(positions - k, depth);
      packSeen(window, k, deep, first + j, width, right, scratch + SPARE);
      for (let i = 0; i < outputs; i += ROWS) {
        const height = min(outputs - i, ROWS);
        const start = dy + <usize>k * dyLine + (<usize>(output + i) << 2);
        packAcross(start, dyLine, height, deep, STRIP, left);
        multiplyPacked(
          left, right, height, width, deep, c + <usize>i * cLine + (<usize>j << 2), cLine,
          k == 0, k + deep == positions, 0, 0, 0, scratch,
        );
      }
    }
  }
}

/** Adds each line of `seen[positions, taps · channels]` to the pixels that the position sees: one image's. */
export function addBack(window: Window, seen: usize, image: usize): void {
  const channels = window.channels;
  for (let row = 0; row < window.gridHeight; row++) {
    for (let column = 0; column < window.gridWidth; column++) {
      for (let v = 0; v < window.tapsY; v++) {
        const y = row * window.strideY + window.startY + v * window.stepY;
        const inside = <u32>y < <u32>window.height;
        for (let u = 0; u < window.tapsX; u++) {
          const x = column * window.strideX + window.startX + u * window.stepX;
          if (inside && <u32>x < <u32>window.width) {
            const at = image + (<usize>((y * window.width + x) * channels) << 2);
            for (let c: usize = 0; c < <usize>channels << 2; c += 4) {
              store<f32>(at + c, load<f32>(at + c) + load<f32>(seen + c));
            }
          }
          seen += <usize>channels << 2;
        }
      }
    }
  }
}

