/** Lines of many values as a screen can show them: the lowest and the highest in each of its pixels. */
export interface Envelope {
  /** Infinity where no row falls, `NaN` where rows have no value. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** A part of an axis, cut into pixels. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly pixels: number;
}

/** The first row whose place is not below `place`. */
export function rowAt(x: Float64Array, place: number): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (x[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lowest and the highest value in each pixel of a view; the rows beside it too, so that lines go on to its edges. */
export function envelopeOf(values: ArrayLike<number>, x: Float64Array, { from, to, pixels }: View): Envelope {
  const low = new Float32Array(pixels).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(pixels).fill(Number.NEGATIVE_INFINITY);
  const first = Math.max(0, rowAt(x, from) - 1);
  const width = (to - from) / pixels || 1;
  for (let row = first; row < x.length; row++) {
    const pixel = Math.min(pixels - 1, Math.max(0, Math.floor((x[row]! - from) / width)));
    const value = values[row]!;
    if (Number.isNaN(value)) {
      if (low[pixel] === Number.POSITIVE_INFINITY) low[pixel] = high[pixel] = Number.NaN;
    } else {
      // Comparisons with a gap are false: a value takes its place.
      if (!(low[pixel]! <= value)) low[pixel] = value;
      if (!(high[pixel]! >= value)) high[pixel] = value;
    }
    if (x[row]! > to) break;
  }
  return { low, high };
}
