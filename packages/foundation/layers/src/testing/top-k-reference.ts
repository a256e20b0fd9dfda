/** The units that a row keeps: those allowed, the largest first, of equal ones the first. */
function keptUnits(row: ArrayLike<number>, k: number, mask?: ArrayLike<number>): number[] {
  const allowed = [...Array(row.length).keys()].filter((unit) => mask === undefined || mask[unit] === 1);
  return allowed.sort((a, b) => row[b]! - row[a]! || a - b).slice(0, k);
}

/** `topK` in plain JavaScript, for tests. */
export function topKReference(
  x: ArrayLike<number>,
  units: number,
  k: number,
  { mask, rectify = true }: { mask?: ArrayLike<number>; rectify?: boolean } = {},
): Float64Array {
  const y = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += units) {
    const row = Array.from({ length: units }, (_, unit) => x[start + unit]!);
    for (const unit of keptUnits(row, k, mask)) {
      y[start + unit] = rectify ? Math.max(0, row[unit]!) : row[unit]!;
    }
  }
  return y;
}
