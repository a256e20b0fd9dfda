import { activate, LINEAR } from './activation';
import { multiplyAdd } from './simd';

/**
 * Five positions of a window times a panel of the filter, read where they are: for each tap there are the addresses
 * of the five pixels. As in `product-kernel.ts`, the exits within a step are never taken.
 */
export function windowStrip(
  pixels: usize, taps: i32, bytes: usize, b: usize, c: usize, line: usize,
  bias: usize, activation: i32, slope: f32,
): void {
  let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00;
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00;
  for (let tap = 0; tap < taps; tap++) {
    const a0 = load<usize>(pixels);
    const a1 = load<usize>(pixels, 4);
    const a2 = load<usize>(pixels, 8);
    const a3 = load<usize>(pixels, 12);
    const a4 = load<usize>(pixels, 16);
    pixels += 20;
    let at: usize = 0;
    while (true) {
      let b0 = v128.load(b), b1 = v128.load(b, 16);
      let x = v128.load32_splat(a0 + at);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1 + at);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      if (at == -1) break;
      x = v128.load32_splat(a2 + at);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3 + at);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      if (at == -2) break;
      x = v128.load32_splat(a4 + at);
      s40 = multiplyAdd(x, b0, s40);
      s41 = multiplyAdd(x, b1, s41);
      if (at == -20) break;

      b0 = v128.load(b, 32);
      b1 = v128.load(b, 48);
      x = v128.load32_splat(a0 + at, 4);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1 + at, 4);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      if (at == -3) break;
      x = v128.load32_splat(a2 + at, 4);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3 + at, 4);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      if (at == -4) break;
      x = v128.load32_splat(a4 + at, 4);
      s40 = multiplyAdd(x, b0, s40);
      s41 = multiplyAdd(x, b1, s41);
      if (at == -21) break;

      b0 = v128.load(b, 64);
      b1 = v128.load(b, 80);
      x = v128.load32_splat(a0 + at, 8);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1 + at, 8);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      if (at == -5) break;
      x = v128.load32_splat(a2 + at, 8);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3 + at, 8);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      if (at == -6) break;
      x = v128.load32_splat(a4 + at, 8);
      s40 = multiplyAdd(x, b0, s40);
      s41 = multiplyAdd(x, b1, s41);
      if (at == -22) break;

      b0 = v128.load(b, 96);
      b1 = v128.load(b, 112);
      x = v128.load32_splat(a0 + at, 12);
      s00 = multiplyAdd(x, b0, s00);
      s01 = multiplyAdd(x, b1, s01);
      x = v128.load32_splat(a1 + at, 12);
      s10 = multiplyAdd(x, b0, s10);
      s11 = multiplyAdd(x, b1, s11);
      if (at == -7) break;
      x = v128.load32_splat(a2 + at, 12);
      s20 = multiplyAdd(x, b0, s20);
      s21 = multiplyAdd(x, b1, s21);
      x = v128.load32_splat(a3 + at, 12);
      s30 = multiplyAdd(x, b0, s30);
      s31 = multiplyAdd(x, b1, s31);
      if (at == -8) break;
      x = v128.load32_splat(a4 + at, 12);
      s40 = multiplyAdd(x, b0, s40);
      s41 = multiplyAdd(x, b1, s41);
      at += 16;
      b += 128;
      if (at == bytes) break;
    }
  }
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
  const c1 = c + line;
  const c2 = c1 + line;
  const c3 = c2 + line;
  const c4 = c3 + line;
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
