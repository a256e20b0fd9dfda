import { all } from './simd';

// Products and sums are not fused here, so that both builds, and the same steps rounded in JavaScript, agree to
// the bit. The polynomials are those of Cephes (single precision).

/** `exp(x)`, to 1 ulp; gradual underflow, infinity above 88.72, NaN for NaN. */
// @ts-ignore: decorator
@inline
export function exp4(argument: v128): v128 {
  const x = f32x4.max(f32x4.min(argument, all(89.5)), all(-104));
  const n = f32x4.nearest(f32x4.mul(x, all(1.44269504088896341)));
  const p = f32x4.add(expOfRest(x, n), all(1));
  // In two steps, for 2^n alone may be out of range where the product is not.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)));
}

/** `exp(x) - 1` of numbers that are not positive, to 1 ulp also where it is near 0; NaN for NaN. */
// @ts-ignore: decorator
@inline
export function expMinusOne4(argument: v128): v128 {
  // At the bound it is -1 already, and 2^n is in range.
  const x = f32x4.max(argument, all(-80));
  const n = f32x4.nearest(f32x4.mul(x, all(1.44269504088896341)));
  const scale = powerOfTwo(i32x4.trunc_sat_f32x4_s(n));
  return f32x4.add(f32x4.mul(expOfRest(x, n), scale), f32x4.sub(scale, all(1)));
}

/** `exp(x - n log 2) - 1`, where `n` is the nearest whole number to `x / log 2`. */
// @ts-ignore: decorator
@inline
function expOfRest(x: v128, n: v128): v128 {
  let r = f32x4.sub(x, f32x4.mul(n, all(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, all(-2.12194440e-4)));
  let p = all(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), all(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), all(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), all(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), all(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), all(5.0000001201e-1));
  return f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r);
}

// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** `log(x)` of positive, normal, finite numbers. */
// @ts-ignore: decorator
@inline
export function log4(x: v128): v128 {
  // x = m 2^e with m in [√½, √2).
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const f = f32x4.sub(m, all(1));
  const z = f32x4.mul(f, f);
  let p = all(7.0376836292e-2);
  p = f32x4.add(f32x4.mul(p, f), all(-1.1514610310e-1));
  p = f32x4.add(f32x4.mul(p, f), all(1.1676998740e-1));
  p = f32x4.add(f32x4.mul(p, f), all(-1.2420140846e-1));
  p = f32x4.add(f32x4.mul(p, f), all(1.4249322787e-1));
  p = f32x4.add(f32x4.mul(p, f), all(-1.6668057665e-1));
  p = f32x4.add(f32x4.mul(p, f), all(2.0000714765e-1));
  p = f32x4.add(f32x4.mul(p, f), all(-2.4999993993e-1));
  p = f32x4.add(f32x4.mul(p, f), all(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, f), z);
  y = f32x4.add(y, f32x4.mul(e, all(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(z, all(0.5)));
  return f32x4.add(f32x4.add(f, y), f32x4.mul(e, all(0.693359375)));
}

/** `1 / (1 + exp(-x))`; neither side overflows. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  return f32x4.div(all(1), f32x4.add(all(1), exp4(f32x4.neg(x))));
}

/** `log(1 + exp(x)) = max(x, 0) + log(1 + e)` with `e = exp(-|x|)` in [0, 1]: `e` times a polynomial, to 2 ulp. */
// @ts-ignore: decorator
@inline
export function softplus4(x: v128): v128 {
  const e = exp4(f32x4.neg(f32x4.abs(x)));
  // Chebyshev interpolation of log(1 + e) / e at 10 points.
  let p = all(-3.1760570127516985e-3);
  p = f32x4.add(f32x4.mul(p, e), all(1.9542526453733444e-2));
  p = f32x4.add(f32x4.mul(p, e), all(-5.6373611092567444e-2));
  p = f32x4.add(f32x4.mul(p, e), all(0.10543623566627502));
  p = f32x4.add(f32x4.mul(p, e), all(-0.1526966691017151));
  p = f32x4.add(f32x4.mul(p, e), all(0.1966327428817749));
  p = f32x4.add(f32x4.mul(p, e), all(-0.24951615929603577));
  p = f32x4.add(f32x4.mul(p, e), all(0.33329710364341736));
  p = f32x4.add(f32x4.mul(p, e), all(-0.49999892711639404));
  p = f32x4.add(f32x4.mul(p, e), all(1));
  return f32x4.add(f32x4.max(x, all(0)), f32x4.mul(p, e));
}

/** `tanh(x) = (1 - exp(-2|x|)) / (1 + exp(-2|x|))` with the sign of `x`; a polynomial below 0.625. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const size = f32x4.abs(x);
  const e = exp4(f32x4.mul(size, all(-2)));
  const far = f32x4.div(f32x4.sub(all(1), e), f32x4.add(all(1), e));
  const z = f32x4.mul(x, x);
  let p = all(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, z), all(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, z), all(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, z), all(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, z), all(-3.33332819422e-1));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), size), size);
  const magnitude = v128.bitselect(near, far, f32x4.lt(size, all(0.625)));
  return v128.or(magnitude, v128.and(x, i32x4.splat(0x80000000)));
}
