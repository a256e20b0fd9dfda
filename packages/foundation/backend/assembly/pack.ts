// Operands are packed into the order in which the inner kernel reads them: strips of 5 rows of the left one,
// panels of 8 columns of the right one, filled up with zeros. A block is `size` long in the kernel's direction.

/** Rows per strip, columns per panel. */
export const STRIP: i32 = 5;
export const PANEL: i32 = 8;

/** Four vectors as the rows of a 4 × 4 matrix to the columns, stored `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeTransposed(to: usize, step: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const AB = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const CD = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(to + step, i64x2.shuffle(ab, cd, 1, 3));
  v128.store(to + 2 * step, i64x2.shuffle(AB, CD, 0, 2));
  v128.store(to + 3 * step, i64x2.shuffle(AB, CD, 1, 3));
}

/**
 * `count` lines of which each is contiguous in the kernel's direction (rows of a left operand, columns of a
 * transposed right one): groups of `width` lines, `line` bytes apart. In the last group, lines that are not there
 * repeat another: what they yield is thrown away.
 */
export function packLines(from: usize, line: usize, count: i32, size: i32, width: i32, to: usize): void {
  const step = <usize>width << 2;
  for (let i = 0; i < count; i += width) {
    let j = 0;
    for (; j + 4 <= width; j += 4) {
      const left = count - i - j;
      const a = from + <usize>(left > 0 ? i + j : i) * line;
      const b = left > 1 ? a + line : a;
      const c = left > 2 ? b + line : a;
      const d = left > 3 ? c + line : a;
      packFour(a, b, c, d, size, step, to + (<usize>j << 2));
    }
    if (j < width) packOne(from + <usize>(i + j < count ? i + j : i) * line, size, step, to + (<usize>j << 2));
    to += <usize>size * step;
  }
}

function packFour(a: usize, b: usize, c: usize, d: usize, size: i32, step: usize, to: usize): void {
  let k = 0;
  for (; k + 4 <= size; k += 4) {
    const o = <usize>k << 2;
    storeTransposed(to, step, v128.load(a + o), v128.load(b + o), v128.load(c + o), v128.load(d + o));
    to += 4 * step;
  }
  for (; k < size; k++) {
    const o = <usize>k << 2;
    store<f32>(to, load<f32>(a + o));
    store<f32>(to, load<f32>(b + o), 4);
    store<f32>(to, load<f32>(c + o), 8);
    store<f32>(to, load<f32>(d + o), 12);
    to += step;
  }
}

function packOne(from: usize, size: i32, step: usize, to: usize): void {
  let k = 0;
  for (; k + 4 <= size; k += 4) {
    storeLanes(to, step, v128.load(from + (<usize>k << 2)));
    to += 4 * step;
  }
  for (; k < size; k++) {
    store<f32>(to, load<f32>(from + (<usize>k << 2)));
    to += step;
  }
}

/** The four values of a vector, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, step: usize, v: v128): void {
  v128.store32_lane(to, v, 0);
  v128.store32_lane(to + step, v, 1);
  v128.store32_lane(to + 2 * step, v, 2);
  v128.store32_lane(to + 3 * step, v, 3);
}

/**
 * `count` lines that lie side by side (columns of a right operand, rows of a transposed left one): the next value
 * of the same line is `step` bytes on.
 */
export function packAcross(from: usize, step: usize, count: i32, size: i32, width: i32, to: usize): void {
  for (let i = 0; i < count; i += width) {
    let at = from + (<usize>i << 2);
    const left = count - i;
    if (left >= width) {
      if (width == PANEL) {
        for (let k = 0; k < size; k++) {
          v128.store(to, v128.load(at));
          v128.store(to, v128.load(at, 16), 16);
          at += step;
          to += 32;
        }
      } else {
        for (let k = 0; k < size; k++) {
          v128.store(to, v128.load(at));
          store<f32>(to, load<f32>(at, 16), 16);
          at += step;
          to += 20;
        }
      }
      continue;
    }
    for (let k = 0; k < size; k++) {
      for (let j = 0; j < width; j++) {
        store<f32>(to + (<usize>j << 2), j < left ? load<f32>(at + (<usize>j << 2)) : 0);
      }
      at += step;
      to += <usize>width << 2;
    }
  }
}

/** `to[columns, rows] = from[rows, columns]ᵀ`, where the lines of the result are `step` bytes apart. */
export function transpose(from: usize, rows: i32, columns: i32, to: usize, step: usize): void {
  const line = <usize>columns << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    const a = from + <usize>i * line;
    const b = a + line;
    const c = b + line;
    const d = c + line;
    let at = to + (<usize>i << 2);
    let j = 0;
    for (; j + 4 <= columns; j += 4) {
      const o = <usize>j << 2;
      storeTransposed(at, step, v128.load(a + o), v128.load(b + o), v128.load(c + o), v128.load(d + o));
      at += 4 * step;
    }
    for (; j < columns; j++) {
      const o = <usize>j << 2;
      store<f32>(at, load<f32>(a + o));
      store<f32>(at, load<f32>(b + o), 4);
      store<f32>(at, load<f32>(c + o), 8);
      store<f32>(at, load<f32>(d + o), 12);
      at += step;
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      store<f32>(to + <usize>j * step + (<usize>i << 2), load<f32>(from + <usize>i * line + (<usize>j << 2)));
    }
  }
}
