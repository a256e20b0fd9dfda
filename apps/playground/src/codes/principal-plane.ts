import { nextTurn } from '@autoencoders/app-kit/worker';
import { pca } from '@autoencoders/classical';
import type { Plane } from './plane.js';

/** Codes up to this width are decomposed at once; it takes some 50 ms. */
const narrow = 64;
/** Directions that wider codes are brought to before. */
const kept = 8;
const rounds = 12;

/** The plane of the first two principal components. */
export interface PrincipalPlane {
  readonly plane: Plane;
  /** Share of the variance along each of the two, from 0 to 1. */
  readonly shares: readonly [number, number];
}

/**
 * The plane of the most variance through the mean of codes `[count, width]`, two or more of each.
 *
 * Wide codes are first brought to a few directions by subspace iteration (Halko, Martinsson and Tropp 2011, algorithm
 * 4.4), in small parts: the whole decomposition would hold up the worker for seconds.
 */
export async function principalPlane(
  codes: Float32Array,
  width: number,
  mean: Float32Array,
): Promise<PrincipalPlane> {
  const count = codes.length / width;
  const directions = width > narrow ? await widestDirections(codes, width, mean) : undefined;
  const reduced = directions ? projected(codes, width, mean, directions) : codes;
  const size = directions ? directions.length : width;
  const { inverseTransform, explainedVariance } = await pca(
    { values: reduced, shape: [count, size] },
    { dimensions: 2 },
  );
  const [zero, first, second] = [
    [0, 0],
    [1, 0],
    [0, 1],
  ].map((place) => inverseTransform({ values: Float32Array.from(place), shape: [1, 2] }).values);
  const lifted = (end: ArrayLike<number>) => {
    const small = Float32Array.from(end, (value, k) => value - zero![k]!);
    if (!directions) return small;
    const out = new Float32Array(width);
    directions.forEach((direction, k) => {
      for (let j = 0; j < width; j++) out[j]! += small[k]! * direction[j]!;
    });
    return out;
  };
  const total = totalVariance(codes, width, mean);
  const share = (k: number) => (total > 0 ? explainedVariance[k]! / total : 0);
  return {
    plane: { origin: mean, across: lifted(first!), up: lifted(second!) },
    shares: [share(0), share(1)],
  };
}

async function widestDirections(
  codes: Float32Array,
  width: number,
  mean: Float32Array,
): Promise<readonly Float32Array[]> {
  // Any start will do that no direction is at right angles to.
  let directions = Array.from({ length: kept }, (_, k) =>
    Float32Array.from({ length: width }, (_, j) => Math.cos((j + 1) * (k + 1) * 2.399963)),
  );
  for (let round = 0; round < rounds; round++) {
    const scores = projected(codes, width, mean, directions);
    await nextTurn();
    directions = orthonormal(backProjected(codes, width, mean, scores));
    await nextTurn();
  }
  return directions;
}

/** `(codes - mean) · directions`, `[count, directions]`. */
function projected(
  codes: Float32Array,
  width: number,
  mean: Float32Array,
  directions: readonly Float32Array[],
): Float32Array {
  const count = codes.length / width;
  const size = directions.length;
  const scores = new Float32Array(count * size);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < size; k++) {
      const direction = directions[k]!;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (codes[row * width + j]! - mean[j]!) * direction[j]!;
      scores[row * size + k] = sum;
    }
  }
  return scores;
}

/** `(codes - mean)ᵀ · scores`, one direction after another. */
function backProjected(
  codes: Float32Array,
  width: number,
  mean: Float32Array,
  scores: Float32Array,
): Float64Array[] {
  const count = codes.length / width;
  return Array.from({ length: kept }, (_, k) => {
    const sums = new Float64Array(width);
    for (let row = 0; row < count; row++) {
      const score = scores[row * kept + k]!;
      for (let j = 0; j < width; j++) sums[j]! += score * (codes[row * width + j]! - mean[j]!);
    }
    return sums;
  });
}

/** Gram and Schmidt's; a direction of which nothing is left becomes 0. */
function orthonormal(vectors: readonly Float64Array[]): Float32Array<ArrayBuffer>[] {
  const done: Float64Array[] = [];
  for (const vector of vectors) {
    const before = Math.hypot(...vector);
    // Twice is enough for rounding.
    for (let turn = 0; turn < 2; turn++) {
      for (const other of done) {
        const product = vector.reduce((sum, value, j) => sum + value * other[j]!, 0);
        for (let j = 0; j < vector.length; j++) vector[j]! -= product * other[j]!;
      }
    }
    const norm = Math.hypot(...vector);
    done.push(vector.map((value) => (norm > 1e-9 * before ? value / norm : 0)));
  }
  return done.map((vector) => Float32Array.from(vector));
}

function totalVariance(codes: Float32Array, width: number, mean: Float32Array): number {
  const freedom = Math.max(1, codes.length / width - 1);
  let sum = 0;
  for (let at = 0; at < codes.length; at++) sum += (codes[at]! - mean[at % width]!) ** 2;
  return sum / freedom;
}
