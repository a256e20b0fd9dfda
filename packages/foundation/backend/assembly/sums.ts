import { all, loadSome, storeSome } from './simd';

/** Lines that are added up before their sum is added to the total: keeps rounding errors small in long sums. */
const LINES: i32 = 128;

/** The sum of the rows of `x[rows, columns]`, times `scale`. */
export function sumColumns(x: usize, rows: i32, columns: i32, scale: f32, to: usize): void {
  const line = <usize>columns << 2;
  const s = all(scale);
  for (let j = 0; j < columns; j += 16) {
    const left = columns - j;
    let t0 = i32x4.splat(0), t1 = t0, t2 = t0, t3 = t0;
    for (let from = 0; from < rows; from += LINES) {
      let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
      let at = x + <usize>from * line + (<usize>j << 2);
      const end = at + <usize>min(LINES, rows - from) * line;
      if (left >= 16) {
        for (; at < end; at += line) {
          s0 = f32x4.add(s0, v128.load(at));
          s1 = f32x4.add(s1, v128.load(at, 16));
          s2 = f32x4.add(s2, v128.load(at, 32));
          s3 = f32x4.add(s3, v128.load(at, 48));
        }
      } else {
        for (; at < end; at += line) {
          s0 = f32x4.add(s0, left >= 4 ? v128.load(at) : loadSome(at, left));
          if (left > 4) s1 = f32x4.add(s1, left >= 8 ? v128.load(at, 16) : loadSome(at + 16, left - 4));
          if (left > 8) s2 = f32x4.add(s2, left >= 12 ? v128.load(at, 32) : loadSome(at + 32, left - 8));
          if (left > 12) s3 = f32x4.add(s3, loadSome(at + 48, left - 12));
        }
      }
      t0 = f32x4.add(t0, s0);
      t1 = f32x4.add(t1, s1);
      t2 = f32x4.add(t2, s2);
      t3 = f32x4.add(t3, s3);
    }
    const out = to + (<usize>j << 2);
    put(out, f32x4.mul(t0, s), left);
    put(out + 16, f32x4.mul(t1, s), left - 4);
    put(out + 32, f32x4.mul(t2, s), left - 8);
    put(out + 48, f32x4.mul(t3, s), left - 12);
  }
}

// @ts-ignore: decorator
@inline
function put(to: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(to, v);
  else if (left > 0) storeSome(to, v, left);
}

/** The sum of each row of `x[rows, columns]`, times `scale`. */
export function sumEachRow(x: usize, rows: i32, columns: i32, scale: f32, to: usize): void {
  for (let i = 0; i < rows; i++) {
    let total: f32 = 0;
    for (let from = 0; from < columns; from += 16 * LINES) {
      const count = min(columns - from, 16 * LINES);
      let s0 = i32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
      let j = 0;
      for (; j + 16 <= count; j += 16) {
        s0 = f32x4.add(s0, v128.load(x));
        s1 = f32x4.add(s1, v128.load(x, 16));
        s2 = f32x4.add(s2, v128.load(x, 32));
        s3 = f32x4.add(s3, v128.load(x, 48));
        x += 64;
      }
      const sum = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
      let part: f32 =
        f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) +
        (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
      for (; j < count; j++) {
        part += load<f32>(x);
        x += 4;
      }
      total += part;
    }
    store<f32>(to + (<usize>i << 2), total * scale);
  }
}
