type Interval = readonly [number, number];

/**
 * Intervals about the given ones, centred on them, of which a unit is as long along x as along y, with a margin of
 * 4 % of the longer side.
 *
 * @param size of the ground in CSS pixels
 */
export function equalScales(
  x: Interval,
  y: Interval,
  size: { readonly width: number; readonly height: number },
): { x: [number, number]; y: [number, number] } {
  const unit = 1.08 * Math.max((x[1] - x[0]) / size.width, (y[1] - y[0]) / size.height);
  return { x: about(x, unit * size.width), y: about(y, unit * size.height) };
}

function about([low, high]: Interval, length: number): [number, number] {
  const middle = low + (high - low) / 2;
  return [middle - length / 2, middle + length / 2];
}
