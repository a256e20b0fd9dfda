import { activate, LEAKY_RELU, RELU, SIGMOID, TANH } from './activation';
import { all, loadSome, loadUpTo4, storeSome, storeUpTo4 } from './simd';
import { exp4, sigmoid4, softplus4, tanh4 } from './transcendental';

// Functions of each value. The frequent ones have a loop of their own; what is left at the end, in part of a vector,
// goes through the general function.

const EXP: i32 = 16;
const SOFTPLUS: i32 = 17;
const STEP: i32 = 18;
const SQUARE: i32 = 19;

/** The numbers of the functions are those of activations, and some more. */
function one(operation: i32, x: v128, slope: f32): v128 {
  if (operation == EXP) return exp4(x);
  if (operation == SOFTPLUS) return softplus4(x);
  if (operation == SQUARE) return f32x4.mul(x, x);
  if (operation == STEP) return stepOf(x, slope);
  return activate(x, operation, slope);
}

/** 1 above 0, else the slope; NaN for NaN. */
// @ts-ignore: decorator
@inline
function stepOf(x: v128, slope: f32): v128 {
  const step = v128.bitselect(all(1), all(slope), f32x4.gt(x, all(0)));
  return v128.bitselect(step, x, f32x4.eq(x, x));
}

/** `to = f(x)`. */
export function map(operation: i32, x: usize, count: i32, slope: f32, to: usize): void {
  const end = x + (<usize>(count & ~3) << 2);
  if (operation == RELU) {
    for (; x < end; x += 16, to += 16) v128.store(to, f32x4.max(v128.load(x), all(0)));
  } else if (operation == LEAKY_RELU) {
    for (; x < end; x += 16, to += 16) {
      const v = v128.load(x);
      v128.store(to, v128.bitselect(f32x4.mul(v, all(slope)), v, f32x4.lt(v, all(0))));
    }
  } else if (operation == STEP) {
    for (; x < end; x += 16, to += 16) v128.store(to, stepOf(v128.load(x), slope));
  } else if (operation == SQUARE) {
    for (; x < end; x += 16, to += 16) {
      const v = v128.load(x);
      v128.store(to, f32x4.mul(v, v));
    }
  } else if (operation == EXP) {
    for (; x < end; x += 16, to += 16) v128.store(to, exp4(v128.load(x)));
  } else if (operation == SIGMOID) {
    for (; x < end; x += 16, to += 16) v128.store(to, sigmoid4(v128.load(x)));
  } else if (operation == TANH) {
    for (; x < end; x += 16, to += 16) v128.store(to, tanh4(v128.load(x)));
  } else if (operation == SOFTPLUS) {
    for (; x < end; x += 16, to += 16) v128.store(to, softplus4(v128.load(x)));
  } else {
    for (; x < end; x += 16, to += 16) v128.store(to, one(operation, v128.load(x), slope));
  }
  const left = count & 3;
  if (left) storeSome(to, one(operation, loadSome(x, left), slope), left);
}

/** `to = softplus(l) - x l`: the cross-entropy of Bernoulli variables with logits `l`. */
export function crossEntropy(x: usize, logits: usize, count: i32, to: usize): void {
  // Four vectors at a time: the constants are made anew in every turn.
  const end = x + (<usize>(count & ~15) << 2);
  for (; x < end; x += 64, logits += 64, to += 64) {
    const l = v128.load(logits), m = v128.load(logits, 16), n = v128.load(logits, 32), o = v128.load(logits, 48);
    v128.store(to, f32x4.sub(softplus4(l), f32x4.mul(v128.load(x), l)));
    v128.store(to, f32x4.sub(softplus4(m), f32x4.mul(v128.load(x, 16), m)), 16);
    v128.store(to, f32x4.sub(softplus4(n), f32x4.mul(v128.load(x, 32), n)), 32);
    v128.store(to, f32x4.sub(softplus4(o), f32x4.mul(v128.load(x, 48), o)), 48);
  }
  for (let left = count & 15; left > 0; left -= 4, x += 16, logits += 16, to += 16) {
    const l = loadUpTo4(logits, left);
    storeUpTo4(to, f32x4.sub(one(SOFTPLUS, l, 0), f32x4.mul(loadUpTo4(x, left), l)), left);
  }
}

/** `to = (sigmoid(l) - x) dy`: its gradient with respect to the logits. */
export function crossEntropyGradient(x: usize, logits: usize, dy: usize, count: i32, to: usize): void {
  const end = x + (<usize>(count & ~15) << 2);
  for (; x < end; x += 64, logits += 64, dy += 64, to += 64) {
    const y = sigmoid4(v128.load(logits)), z = sigmoid4(v128.load(logits, 16));
    const u = sigmoid4(v128.load(logits, 32)), v = sigmoid4(v128.load(logits, 48));
    v128.store(to, f32x4.mul(f32x4.sub(y, v128.load(x)), v128.load(dy)));
    v128.store(to, f32x4.mul(f32x4.sub(z, v128.load(x, 16)), v128.load(dy, 16)), 16);
    v128.store(to, f32x4.mul(f32x4.sub(u, v128.load(x, 32)), v128.load(dy, 32)), 32);
    v128.store(to, f32x4.mul(f32x4.sub(v, v128.load(x, 48)), v128.load(dy, 48)), 48);
  }
  for (let left = count & 15; left > 0; left -= 4, x += 16, logits += 16, dy += 16, to += 16) {
    const y = one(SIGMOID, loadUpTo4(logits, left), 0);
    storeUpTo4(to, f32x4.mul(f32x4.sub(y, loadUpTo4(x, left)), loadUpTo4(dy, left)), left);
  }
}

/** `to = ½ (m² + exp(v) - 1 - v)`: the divergence of Gaussians from N(0, 1). */
export function gaussianKl(mean: usize, logVariance: usize, count: i32, to: usize): void {
  for (let left = count; left > 0; left -= 4) {
    const m = loadUpTo4(mean, left);
    const v = loadUpTo4(logVariance, left);
    const sum = f32x4.sub(f32x4.add(f32x4.mul(m, m), one(EXP, v, 0)), f32x4.add(v, all(1)));
    const result = f32x4.mul(sum, all(0.5));
    storeUpTo4(to, result, left);
    mean += 16;
    logVariance += 16;
    to += 16;
  }
}

/** `to = ½ (exp(v) - 1) dy`: its gradient with respect to the log-variance. */
export function gaussianKlGradient(logVariance: usize, dy: usize, count: i32, to: usize): void {
  for (let left = count; left > 0; left -= 4) {
    const v = loadUpTo4(logVariance, left);
    const g = loadUpTo4(dy, left);
    const result = f32x4.mul(f32x4.mul(f32x4.sub(one(EXP, v, 0), all(1)), all(0.5)), g);
    storeUpTo4(to, result, left);
    logVariance += 16;
    dy += 16;
    to += 16;
  }
}
