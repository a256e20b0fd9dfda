/**
 * The bin of each value of one column of rows `[examples, width]`: the range from the smallest to the largest in equal
 * parts. A column that is the same in every row is in one bin.
 */
export function discreteColumn(
  values: Float32Array,
  width: number,
  column: number,
  bins: number,
): Int32Array {
  const count = values.length / width;
  let [smallest, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < count; row++) {
    const value = values[row * width + column]!;
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }
  const scale = largest > smallest ? bins / (largest - smallest) : 0;
  // The largest belongs to the last bin.
  return Int32Array.from({ length: count }, (_, row) =>
    Math.min(bins - 1, Math.floor((values[row * width + column]! - smallest) * scale)),
  );
}
