import { activate, LINEAR } from './activation';
import { PANEL, STRIP } from './pack';
import { multiplyAdd } from './simd';

/**
 * A strip times a panel: 5 × 8 values in registers. Ten sums hide the latency of a product on two units, and leave
 * registers for the operands. The exits use the sums: without them V8 moves arithmetic behind the loads and spills.
 * Those within a step are never taken.
 */
function strip(
  a: usize, b: usize, size: i32, c: usize, line: usize, first: bool, last: bool,
  bias: usize, activation: i32, slope: f32,
): void {
  const c1 = c + line;
  const c2 = c1 + line;
  const c3 = c2 + line;
  const c4 = c3 + line;
  let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00;
  if (!first) {
    s00 = v128.load(c);
    s01 = v128.load(c, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
    s40 = v128.load(c4);
    s41 = v128.load(c4, 16);
  }
  while (true) {
    let b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load32_splat(a);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(a, 4);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    if (size == -1) break;
    x = v128.load32_splat(a, 8);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(a, 12);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);
    if (size == -2) break;
    x = v128.load32_splat(a, 16);
    s40 = multiplyAdd(x, b0, s40);
    s41 = multiplyAdd(x, b1, s41);
    if (--size == 0) break;

    b0 = v128.load(b, 32);
    b1 = v128.load(b, 48);
    x = v128.load32_splat(a, 20);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(a, 24);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    if (size == -1) break;
    x = v128.load32_splat(a, 28);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(a, 32);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);
    if (size == -2) break;
    x = v128.load32_splat(a, 36);
    s40 = multiplyAdd(x, b0, s40);
    s41 = multiplyAdd(x, b1, s41);
    if (--size == 0) break;

    b0 = v128.load(b, 64);
    b1 = v128.load(b, 80);
    x = v128.load32_splat(a, 40);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(a, 44);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    if (size == -1) break;
    x = v128.load32_splat(a, 48);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(a, 52);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);
    if (size == -2) break;
    x = v128.load32_splat(a, 56);
    s40 = multiplyAdd(x, b0, s40);
    s41 = multiplyAdd(x, b1, s41);
    if (--size == 0) break;

    b0 = v128.load(b, 96);
    b1 = v128.load(b, 112);
    x = v128.load32_splat(a, 60);
    s00 = multiplyAdd(x, b0, s00);
    s01 = multiplyAdd(x, b1, s01);
    x = v128.load32_splat(a, 64);
    s10 = multiplyAdd(x, b0, s10);
    s11 = multiplyAdd(x, b1, s11);
    if (size == -1) break;
    x = v128.load32_splat(a, 68);
    s20 = multiplyAdd(x, b0, s20);
    s21 = multiplyAdd(x, b1, s21);
    x = v128.load32_splat(a, 72);
    s30 = multiplyAdd(x, b0, s30);
    s31 = multiplyAdd(x, b1, s31);
    if (size == -2) break;
    x = v128.load32_splat(a, 76);
    s40 = multiplyAdd(x, b0, s40);
    s41 = multiplyAdd(x, b1, s41);
    if (--size == 0) break;
    a += 80;
    b += 128;
  }
  if (last) {
    if (bias) {
      const b0 = v128.load(bias), b1 = v128.load(bias, 16);
      s00 = f32x4.add(s00, b0);
      s01 = f32x4.add(s01, b1);
      s10 = f32x4.add(s10, b0);
      s11 = f32x4.add(s11, b1);
      s20 = f32x4.add(s20, b0);
      s21 = f32x4.add(s21, b1);
      s30 = f32x4.add(s30, b0);
      s31 = f32x4.add(s31, b1);
      s40 = f32x4.add(s40, b0);
      s41 = f32x4.add(s41, b1);
    }
    if (activation != LINEAR) {
      s00 = activate(s00, activation, slope);
      s01 = activate(s01, activation, slope);
      s10 = activate(s10, activation, slope);
      s11 = activate(s11, activation, slope);
      s20 = activate(s20, activation, slope);
      s21 = activate(s21, activation, slope);
      s30 = activate(s30, activation, slope);
      s31 = activate(s31, activation, slope);
      s40 = activate(s40, activation, slope);
      s41 = activate(s41, activation, slope);
    }
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
  v128.store(c4, s40);
  v128.store(c4, s41, 16);
}

/**
 * Packed rows times packed columns into `c`, whose lines are `line` bytes apart: added to what is there unless
 * `first`, finished by the epilogue when `last`. `edge` holds 192 bytes of scratch.
 */
export function multiplyPacked(
  a: usize, b: usize, rows: i32, columns: i32, size: i32, c: usize, line: usize,
  first: bool, last: bool, bias: usize, activation: i32, slope: f32, edge: usize,
): void {
  const stripBytes = <usize>(STRIP * size) << 2;
  const panelBytes = <usize>(PANEL * size) << 2;
  for (let j = 0; j < columns; j += PANEL) {
    const width = min(columns - j, PANEL);
    const out = c + (<usize>j << 2);
    let shift = bias ? bias + (<usize>j << 2) : 0;
    if (shift && width < PANEL) {
      copyTile(shift, 0, edge + 160, 0, 1, width);
      shift = edge + 160;
    }
    let left = a;
    for (let i = 0; i < rows; i += STRIP) {
      const height = min(rows - i, STRIP);
      const at = out + <usize>i * line;
      if (height == STRIP && width == PANEL) {
        strip(left, b, size, at, line, first, last, shift, activation, slope);
      } else {
        if (!first) copyTile(at, line, edge, 32, height, width);
        strip(left, b, size, edge, 32, first, last, shift, activation, slope);
        copyTile(edge, 32, at, line, height, width);
      }
      left += stripBytes;
    }
    b += panelBytes;
  }
}

/** A rectangle of values from one place to another. */
export function copyTile(
  from: usize, fromLine: usize, to: usize, toLine: usize, rows: i32, columns: i32,
): void {
  for (let i = 0; i < rows; i++) {
    let j = 0;
    for (; j + 4 <= columns; j += 4) v128.store(to + (<usize>j << 2), v128.load(from + (<usize>j << 2)));
    for (; j < columns; j++) store<f32>(to + (<usize>j << 2), load<f32>(from + (<usize>j << 2)));
    from += fromLine;
    to += toLine;
  }
}
