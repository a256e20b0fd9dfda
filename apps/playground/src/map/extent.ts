/** The part of the plane that a map shows, in the coordinates of its points. */
export interface Extent {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The smallest extent around all points that are finite, with a margin of this share on each side. */
export function extentOf(points: Float32Array, margin = 0.05): Extent {
  return { x: rangeOf(points, 0, margin), y: rangeOf(points, 1, margin) };
}

/** The square around an extent's middle that holds it all. */
export function squareOf({ x, y }: Extent): Extent {
  const half = Math.max(x[1] - x[0], y[1] - y[0]) / 2;
  const around = ([from, to]: readonly [number, number]): [number, number] => {
    const middle = (from + to) / 2;
    return [middle - half, middle + half];
  };
  return { x: around(x), y: around(y) };
}

function rangeOf(points: Float32Array, axis: 0 | 1, margin: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = axis; at < points.length; at += 2) {
    const value = points[at]!;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [-1, 1];
  // Points in one place still have a map around them.
  const space = high > low ? (high - low) * margin : Math.max(1, Math.abs(low)) * 0.5;
  return [low - space, high + space];
}
