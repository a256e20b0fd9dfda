import { threefryInto, type Words } from './threefry.js';

// As assembly/random.ts: the same steps, each rounded to single precision, so that every value is the same to the bit.

const f = Math.fround;

/** The first words of a stream: of each block the first, then the second. */
export function randomWords(key: Words, count: number): Uint32Array {
  const words = new Uint32Array(count + (count & 1));
  threefryInto(words, 0, words.length / 2, key, 0, 0);
  return words;
}

/** Uniform values in `[0, 1)`: 24 bits each, as many as float32 holds below 1. */
export function uniformValues(key: Words, count: number): Float32Array {
  const words = randomWords(key, count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = (words[i]! >>> 8) / 2 ** 24;
  return values;
}

/** Standard normal values, two from each block. Source: Box and Muller 1958. */
export function normalValues(key: Words, count: number): Float32Array {
  const words = randomWords(key, count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = radiusOf(words[i]!);
    const [cos, sin] = direction(words[i + 1]!);
    values[i] = radius * cos;
    if (i + 1 < count) values[i + 1] = radius * sin;
  }
  return values;
}

/** `√(-2 log u)` with `u = (word + 1) / 2³²`. */
function radiusOf(word: number): number {
  const whole = f(f((word >>> 16) * 65536) + (word & 0xffff) + 1);
  const squared = f(log(f(whole * f(2.3283064365386963e-10))) * -2);
  return f(Math.sqrt(Math.max(squared, 0)));
}

const scratch = new DataView(new ArrayBuffer(4));

/** The logarithm of a positive normal number, by the polynomial of Cephes. */
function log(x: number): number {
  scratch.setFloat32(0, x);
  const shifted = (scratch.getInt32(0) - 0x3f3504f3) | 0;
  scratch.setInt32(0, ((shifted & 0x007fffff) + 0x3f3504f3) | 0);
  const e = shifted >> 23;
  const m = f(scratch.getFloat32(0) - 1);
  const z = f(m * m);
  const y = f(f(polynomial(logarithm, m) * m) * z);
  const low = f(f(y + f(e * f(-2.1219444e-4))) - f(z * 0.5));
  return f(f(m + low) + f(e * 0.693359375));
}

const logarithm = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const sine = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);
const cosine = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
const turn = f(1.4629180792671596e-9);

/** Cosine and sine of the angle `2π word / 2³²`: of an eighth of a turn about the nearest quarter. */
function direction(word: number): [number, number] {
  const turned = (word + 0x20000000) | 0;
  const quarter = turned >>> 30;
  const x = f(f((turned & 0x3fffffff) - 0x20000000) * turn);
  const z = f(x * x);
  const s = f(f(f(polynomial(sine, z) * z) * x) + x);
  const c = f(f(f(f(polynomial(cosine, z) * z) * z) - f(z * 0.5)) + 1);
  switch (quarter) {
    case 0:
      return [c, s];
    case 1:
      return [-s, c];
    case 2:
      return [-c, -s];
    default:
      return [s, -c];
  }
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => f(f(sum * x) + coefficient));
}
