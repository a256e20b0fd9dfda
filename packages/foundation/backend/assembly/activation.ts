import { all } from './simd';
import { expMinusOne4, sigmoid4, tanh4 } from './transcendental';

/** What follows a product: the numbers that the host uses for the names. */
export const LINEAR: i32 = 0;
export const RELU: i32 = 1;
export const RELU6: i32 = 2;
export const LEAKY_RELU: i32 = 3;
export const SIGMOID: i32 = 4;
export const ELU: i32 = 5;
export const TANH: i32 = 6;

export function activate(x: v128, activation: i32, slope: f32): v128 {
  if (activation == RELU) return f32x4.max(x, all(0));
  if (activation == RELU6) return f32x4.min(f32x4.max(x, all(0)), all(6));
  if (activation == LEAKY_RELU) return v128.bitselect(f32x4.mul(x, all(slope)), x, f32x4.lt(x, all(0)));
  if (activation == SIGMOID) return sigmoid4(x);
  if (activation == ELU) return v128.bitselect(expMinusOne4(x), x, f32x4.lt(x, all(0)));
  if (activation == TANH) return tanh4(x);
  return x;
}
