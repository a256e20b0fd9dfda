/** The mean `[width]` and the covariance `[width, width]` of rows `[count, width]`, which divide by their number. */
export function momentsOf({
  values,
  shape,
}: {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
}): {
  readonly mean: number[];
  readonly covariance: number[];
} {
  const [count, width] = shape as readonly [number, number];
  const mean = Array.from({ length: width }, (_, j) => {
    let sum = 0;
    for (let row = 0; row < count; row++) sum += values[row * width + j]!;
    return sum / count;
  });
  const covariance = Array.from({ length: width * width }, (_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    let sum = 0;
    for (let row = 0; row < count; row++) {
      sum += (values[row * width + i]! - mean[i]!) * (values[row * width + j]! - mean[j]!);
    }
    return sum / count;
  });
  return { mean, covariance };
}
