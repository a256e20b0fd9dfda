/**
 * The median and the interquartile range of a column, between order statistics linearly (Hyndman and Fan 1996,
 * type 7), of the values that are there.
 *
 * @param parts rows one after another, `columns` values each
 */
export function medianAndRange(
  parts: readonly Float32Array[],
  column: number,
  columns: number,
): { readonly median: number; readonly range: number } {
  const length = parts.reduce((sum, part) => sum + part.length / columns, 0);
  const values = new Float32Array(length);
  let used = 0;
  for (const part of parts) {
    for (let at = column; at < part.length; at += columns) {
      if (!Number.isNaN(part[at]!)) values[used++] = part[at]!;
    }
  }
  const sorted = values.subarray(0, used).sort();
  return { median: quantile(sorted, 0.5), range: quantile(sorted, 0.75) - quantile(sorted, 0.25) };
}

function quantile(sorted: Float32Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (place - below) * (high - low);
}
