import { loadSome, storeSome } from './simd';

const ADD: i32 = 0;
const SUBTRACT: i32 = 1;
const MULTIPLY: i32 = 2;
const DIVIDE: i32 = 3;
const SQUARED_DIFFERENCE: i32 = 4;
const MAXIMUM: i32 = 5;
const MINIMUM: i32 = 6;
const RELU_GRADIENT: i32 = 7;
const ADD_RELU: i32 = 8;

// @ts-ignore: decorator
@inline
function both(operation: i32, x: v128, y: v128): v128 {
  if (operation == ADD) return f32x4.add(x, y);
  if (operation == SUBTRACT) return f32x4.sub(x, y);
  if (operation == MULTIPLY) return f32x4.mul(x, y);
  if (operation == DIVIDE) return f32x4.div(x, y);
  if (operation == MAXIMUM) return f32x4.max(x, y);
  if (operation == MINIMUM) return f32x4.min(x, y);
  if (operation == ADD_RELU) return f32x4.max(f32x4.add(x, y), f32x4.splat(0));
  // y where x is above 0, and NaN where x is.
  if (operation == RELU_GRADIENT) {
    return v128.bitselect(v128.and(y, f32x4.gt(x, f32x4.splat(0))), x, f32x4.eq(x, x));
  }
  const d = f32x4.sub(x, y);
  return f32x4.mul(d, d);
}

function bothOf(operation: i32, x: v128, y: v128): v128 {
  return both(operation, x, y);
}

/** One line; an operand that is `one` number is the same for all of it. */
// @ts-ignore: decorator
@inline
function line(operation: i32, a: usize, aOne: bool, b: usize, bOne: bool, count: i32, to: usize): void {
  const end = to + (<usize>(count & ~3) << 2);
  if (bOne) {
    const y = v128.load32_splat(b);
    for (; to < end; a += 16, to += 16) v128.store(to, both(operation, v128.load(a), y));
  } else if (aOne) {
    const x = v128.load32_splat(a);
    for (; to < end; b += 16, to += 16) v128.store(to, both(operation, x, v128.load(b)));
  } else {
    for (; to < end; a += 16, b += 16, to += 16) {
      v128.store(to, both(operation, v128.load(a), v128.load(b)));
    }
  }
  const left = count & 3;
  if (left) {
    const x = aOne ? v128.load32_splat(a) : loadSome(a, left);
    const y = bOne ? v128.load32_splat(b) : loadSome(b, left);
    storeSome(to, bothOf(operation, x, y), left);
  }
}

/**
 * `to[rows, columns]` of two operands, each of which moves `next` bytes from row to row, and is one number in each
 * row or as many as there are columns. At most one of them is one number where there are several columns.
 */
export function pairwise(
  operation: i32, a: usize, aNext: usize, aOne: bool, b: usize, bNext: usize, bOne: bool,
  rows: i32, columns: i32, to: usize,
): void {
  const step = <usize>columns << 2;
  for (let i = 0; i < rows; i++) {
    if (operation == ADD) line(ADD, a, aOne, b, bOne, columns, to);
    else if (operation == SUBTRACT) line(SUBTRACT, a, aOne, b, bOne, columns, to);
    else if (operation == MULTIPLY) line(MULTIPLY, a, aOne, b, bOne, columns, to);
    else if (operation == DIVIDE) line(DIVIDE, a, aOne, b, bOne, columns, to);
    else if (operation == SQUARED_DIFFERENCE) line(SQUARED_DIFFERENCE, a, aOne, b, bOne, columns, to);
    else if (operation == MAXIMUM) line(MAXIMUM, a, aOne, b, bOne, columns, to);
    else if (operation == MINIMUM) line(MINIMUM, a, aOne, b, bOne, columns, to);
    else if (operation == ADD_RELU) line(ADD_RELU, a, aOne, b, bOne, columns, to);
    else line(RELU_GRADIENT, a, aOne, b, bOne, columns, to);
    a += aNext;
    b += bNext;
    to += step;
  }
}

/** Each number of `x[rows]` as often as there are columns: `to[rows, columns]`. */
export function repeatEach(x: usize, rows: i32, columns: i32, scale: f32, to: usize): void {
  for (let i = 0; i < rows; i++) {
    const value = load<f32>(x) * scale;
    const v = f32x4.splat(value);
    x += 4;
    let left = columns;
    for (; left >= 4; left -= 4, to += 16) v128.store(to, v);
    for (; left > 0; left--, to += 4) store<f32>(to, value);
  }
}
