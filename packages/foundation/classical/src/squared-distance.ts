/** `‖a - b‖²` of the rows that begin at `i` and `j`, in double precision. */
export function squaredDistance(
  a: Float32Array | Float64Array,
  i: number,
  b: Float32Array | Float64Array,
  j: number,
  width: number,
): number {
  let sum = 0;
  for (let k = 0; k < width; k++) {
    const difference = a[i + k]! - b[j + k]!;
    sum += difference * difference;
  }
  return sum;
}
