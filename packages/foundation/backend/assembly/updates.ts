import { all, loadSome, multiplyAdd, storeSome } from './simd';

// A table has five words for each variable: where its values, gradient, first and second moment are, and how many
// values it has. One pass over each, in place.

@unmanaged
class Entry {
  values: usize;
  gradient: usize;
  first: usize;
  second: usize;
  count: i32;
}

const ENTRY: usize = 20;

/**
 * 0 for numbers too small to be normal. A moment whose gradient has become 0 fades by a factor in every step, and
 * arithmetic on what is no longer normal takes a hundred times as long.
 */
// @ts-ignore: decorator
@inline
function flushed(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), all(1.17549435e-38)));
}

/** `m ← β₁ m + g`, `v ← β₂ v + g²`, `w ← decay · w - rate · m / (√v + ε)`. */
export function adam(
  table: usize, entries: i32, beta1: f32, beta2: f32, epsilon: f32, rate: f32, decay: f32,
): void {
  const b1 = all(beta1), b2 = all(beta2), e = all(epsilon), r = all(-rate), d = all(decay);
  for (let i = 0; i < entries; i++, table += ENTRY) {
    const entry = changetype<Entry>(table);
    let w = entry.values, g = entry.gradient, m = entry.first, v = entry.second;
    let left = entry.count;
    for (; left >= 4; left -= 4) {
      const slope = v128.load(g);
      const mean = flushed(multiplyAdd(v128.load(m), b1, slope));
      const square = flushed(multiplyAdd(v128.load(v), b2, f32x4.mul(slope, slope)));
      v128.store(m, mean);
      v128.store(v, square);
      const change = f32x4.div(mean, f32x4.add(f32x4.sqrt(square), e));
      v128.store(w, multiplyAdd(change, r, f32x4.mul(v128.load(w), d)));
      w += 16;
      g += 16;
      m += 16;
      v += 16;
    }
    if (left > 0) {
      const slope = loadSome(g, left);
      const mean = flushed(multiplyAdd(loadSome(m, left), b1, slope));
      const square = flushed(multiplyAdd(loadSome(v, left), b2, f32x4.mul(slope, slope)));
      storeSome(m, mean, left);
      storeSome(v, square, left);
      const change = f32x4.div(mean, f32x4.add(f32x4.sqrt(square), e));
      storeSome(w, multiplyAdd(change, r, f32x4.mul(loadSome(w, left), d)), left);
    }
  }
}

/** `a ← μ a + g`, `w ← decay · w - rate · a`, or with `nesterov` `- rate · (μ a + g)`; no moment where μ = 0. */
export function sgd(
  table: usize, entries: i32, momentum: f32, nesterov: bool, rate: f32, decay: f32,
): void {
  const mu = all(momentum), r = all(-rate), d = all(decay);
  for (let i = 0; i < entries; i++, table += ENTRY) {
    const entry = changetype<Entry>(table);
    let w = entry.values, g = entry.gradient, a = entry.first;
    for (let left = entry.count; left > 0; left -= 4) {
      const whole = left >= 4;
      let step = whole ? v128.load(g) : loadSome(g, left);
      if (momentum != 0) {
        const change = flushed(multiplyAdd(whole ? v128.load(a) : loadSome(a, left), mu, step));
        if (whole) v128.store(a, change);
        else storeSome(a, change, left);
        step = nesterov ? multiplyAdd(change, mu, step) : change;
        a += 16;
      }
      const next = multiplyAdd(step, r, f32x4.mul(whole ? v128.load(w) : loadSome(w, left), d));
      if (whole) v128.store(w, next);
      else storeSome(w, next, left);
      w += 16;
      g += 16;
    }
  }
}

/** `v ← ρ v + (1 - ρ) g²`, `w ← w - rate · g / (√v + ε)`. */
export function rmsProp(table: usize, entries: i32, decay: f32, epsilon: f32, rate: f32): void {
  const rho = all(decay), rest = all(1 - decay), e = all(epsilon), r = all(-rate);
  for (let i = 0; i < entries; i++, table += ENTRY) {
    const entry = changetype<Entry>(table);
    let w = entry.values, g = entry.gradient, v = entry.first;
    for (let left = entry.count; left > 0; left -= 4) {
      const whole = left >= 4;
      const slope = whole ? v128.load(g) : loadSome(g, left);
      const square = flushed(multiplyAdd(
        whole ? v128.load(v) : loadSome(v, left), rho, f32x4.mul(rest, f32x4.mul(slope, slope)),
      ));
      const change = f32x4.div(slope, f32x4.add(f32x4.sqrt(square), e));
      const next = multiplyAdd(change, r, whole ? v128.load(w) : loadSome(w, left));
      if (whole) {
        v128.store(v, square);
        v128.store(w, next);
      } else {
        storeSome(v, square, left);
        storeSome(w, next, left);
      }
      w += 16;
      g += 16;
      v += 16;
    }
  }
}
