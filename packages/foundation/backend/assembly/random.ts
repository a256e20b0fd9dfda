import { all, storeSome } from './simd';
import { log4 } from './transcendental';

// Threefry-2x32 with 20 rounds, four blocks at a time; the draws are those that JavaScript makes from the same
// words by the same steps in single precision, to the bit.

let words0: v128 = i32x4.splat(0);
let words1: v128 = i32x4.splat(0);

// @ts-ignore: decorator
@inline
function turn(x: v128, left: i32): v128 {
  return v128.or(i32x4.shl(x, left), i32x4.shr_u(x, 32 - left));
}

/** Four blocks of the counters `(first, 0) … (first + 3, 0)`. */
function threefry(key0: i32, key1: i32, first: i32): void {
  const k0 = i32x4.splat(key0);
  const k1 = i32x4.splat(key1);
  const k2 = i32x4.splat(key0 ^ key1 ^ 0x1bd11bda);
  let a = i32x4.add(i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3)), k0);
  let b = k1;
  for (let group = 0; group < 5; group++) {
    if ((group & 1) == 0) {
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 13), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 15), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 26), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 6), a);
    } else {
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 17), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 29), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 16), a);
      a = i32x4.add(a, b);
      b = v128.xor(turn(b, 24), a);
    }
    const next = (group + 1) % 3;
    a = i32x4.add(a, next == 0 ? k0 : next == 1 ? k1 : k2);
    b = i32x4.add(b, i32x4.add(next == 0 ? k1 : next == 1 ? k2 : k0, i32x4.splat(group + 1)));
  }
  words0 = a;
  words1 = b;
}

// @ts-ignore: decorator
@inline
function put(to: usize, first: v128, second: v128, left: i32): void {
  // Of each block its first word, then its second.
  const low = i32x4.shuffle(first, second, 0, 4, 1, 5);
  const high = i32x4.shuffle(first, second, 2, 6, 3, 7);
  if (left >= 8) {
    v128.store(to, low);
    v128.store(to, high, 16);
  } else if (left >= 4) {
    v128.store(to, low);
    if (left > 4) storeSome(to + 16, high, left - 4);
  } else storeSome(to, low, left);
}

/** Uniform draws in [0, 1) of 24 bits. */
export function uniform(key0: i32, key1: i32, to: usize, count: i32): void {
  const unit = all(1.0 / 16777216.0);
  for (let i = 0; i < count; i += 8) {
    threefry(key0, key1, i >> 1);
    const first = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words0, 8)), unit);
    const second = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words1, 8)), unit);
    put(to + (<usize>i << 2), first, second, count - i);
  }
}

/** Standard normal draws, by Box and Muller: two from each block. */
export function normal(key0: i32, key1: i32, to: usize, count: i32): void {
  for (let i = 0; i < count; i += 8) {
    threefry(key0, key1, i >> 1);
    // (word + 1) / 2^32, the word rounded to single precision in two exact halves.
    const whole = f32x4.add(
      f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words0, 16)), all(65536)),
      f32x4.convert_i32x4_s(i32x4.add(v128.and(words0, i32x4.splat(0xffff)), i32x4.splat(1))),
    );
    const u = f32x4.mul(whole, all(2.3283064365386963e-10));
    // The logarithm of what is rounded up to 1 is 0; below it is negative.
    const radius = f32x4.sqrt(f32x4.max(f32x4.mul(log4(u), all(-2)), all(0)));
    // An eighth of a turn either side of the nearest quarter.
    const turned = i32x4.add(words1, i32x4.splat(0x20000000));
    const quarter = i32x4.shr_u(turned, 30);
    const rest = i32x4.sub(v128.and(turned, i32x4.splat(0x3fffffff)), i32x4.splat(0x20000000));
    const x = f32x4.mul(f32x4.convert_i32x4_s(rest), all(1.4629180792671596e-9));
    const z = f32x4.mul(x, x);
    let s = all(-1.9515295891e-4);
    s = f32x4.add(f32x4.mul(s, z), all(8.3321608736e-3));
    s = f32x4.add(f32x4.mul(s, z), all(-1.6666654611e-1));
    const sine = f32x4.add(f32x4.mul(f32x4.mul(s, z), x), x);
    let c = all(2.443315711809948e-5);
    c = f32x4.add(f32x4.mul(c, z), all(-1.388731625493765e-3));
    c = f32x4.add(f32x4.mul(c, z), all(4.166664568298827e-2));
    const cosine = f32x4.add(f32x4.sub(f32x4.mul(f32x4.mul(c, z), z), f32x4.mul(z, all(0.5))), all(1));
    const odd = i32x4.eq(v128.and(quarter, i32x4.splat(1)), i32x4.splat(1));
    const sign = i32x4.splat(0x80000000);
    const cosSign = v128.and(i32x4.shl(i32x4.add(quarter, i32x4.splat(1)), 30), sign);
    const sinSign = v128.and(i32x4.shl(quarter, 30), sign);
    const cos = v128.xor(v128.bitselect(sine, cosine, odd), cosSign);
    const sin = v128.xor(v128.bitselect(cosine, sine, odd), sinSign);
    put(to + (<usize>i << 2), f32x4.mul(radius, cos), f32x4.mul(radius, sin), count - i);
  }
}
