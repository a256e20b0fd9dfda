/** A scalar function of a flat vector, in double precision. */
export type ScalarFunction = (point: Float64Array) => number;

/**
 * The gradient of `f` at `point` by central differences in double precision:
 * `(f(x + h e_i) - f(x - h e_i)) / 2h`, with `h = step · max(1, |x_i|)`.
 *
 * Keep the points away from kinks (ReLU at 0): a difference across one measures neither side.
 */
export function finiteDifferences(f: ScalarFunction, point: ArrayLike<number>, step = 1e-5): Float64Array {
  const x = Float64Array.from(point);
  return x.map((value, index) => {
    const h = step * Math.max(1, Math.abs(value));
    x[index] = value + h;
    const above = f(x);
    x[index] = value - h;
    const below = f(x);
    x[index] = value;
    return (above - below) / (2 * h);
  });
}
