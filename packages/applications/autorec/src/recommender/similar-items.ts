/** An item and the cosine between its vector and another's. */
export interface SimilarNumber {
  readonly item: number;
  readonly similarity: number;
}

/**
 * The items whose vectors, less the mean vector, point nearest to where one item's does: by cosine, highest first.
 *
 * @param vectors `[items, width]`, row by row
 * @param left items that are left out
 */
export function similarNumbers(
  vectors: Float32Array,
  width: number,
  item: number,
  n: number,
  left: (item: number) => boolean,
): SimilarNumber[] {
  const count = vectors.length / width;
  const mean = new Float64Array(width);
  for (let at = 0; at < vectors.length; at++) mean[at % width]! += vectors[at]! / count;
  const own = Float64Array.from(mean, (value, k) => vectors[item * width + k]! - value);
  const ownLength = Math.hypot(...own) || 1;
  const found: SimilarNumber[] = [];
  for (let other = 0; other < count; other++) {
    if (other === item || left(other)) continue;
    let [product, square] = [0, 0];
    for (let k = 0; k < width; k++) {
      const value = vectors[other * width + k]! - mean[k]!;
      product += value * own[k]!;
      square += value * value;
    }
    found.push({ item: other, similarity: product / ((Math.sqrt(square) || 1) * ownLength) });
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.item - b.item).slice(0, n);
}
