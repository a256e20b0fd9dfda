/** `a · b + c`, rounded once where relaxed SIMD has a fused instruction. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

// @ts-ignore: decorator
@inline
export function all(value: f32): v128 {
  return f32x4.splat(value);
}

/** Where to read and write single vectors at the end of an array: the lanes past `count` are left alone. */
// @ts-ignore: decorator
@inline
export function loadSome(at: usize, count: i32): v128 {
  let v = v128.load32_zero(at);
  if (count > 1) v = v128.load32_lane(at + 4, v, 1);
  if (count > 2) v = v128.load32_lane(at + 8, v, 2);
  return v;
}

// @ts-ignore: decorator
@inline
export function storeSome(at: usize, v: v128, count: i32): void {
  v128.store32_lane(at, v, 0);
  if (count > 1) v128.store32_lane(at + 4, v, 1);
  if (count > 2) v128.store32_lane(at + 8, v, 2);
}

/** A vector, or what is left of one. */
// @ts-ignore: decorator
@inline
export function loadUpTo4(at: usize, left: i32): v128 {
  return left >= 4 ? v128.load(at) : loadSome(at, left);
}

// @ts-ignore: decorator
@inline
export function storeUpTo4(at: usize, v: v128, left: i32): void {
  if (left >= 4) v128.store(at, v);
  else storeSome(at, v, left);
}
