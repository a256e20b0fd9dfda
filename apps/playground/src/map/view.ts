import type { Extent } from './extent.js';

/** How the coordinates of points lie on the pixels of a map; `y` goes up. */
export interface View {
  readonly width: number;
  readonly height: number;
  /** What is seen, which is more than the extent asked for where the shapes differ. */
  readonly seen: Extent;
  toPixel(x: number, y: number): [number, number];
  toData(left: number, top: number): [number, number];
}

/**
 * The view of an extent in so many pixels.
 *
 * @param equal whether a unit is as long across as upwards
 */
export function viewOf(extent: Extent, width: number, height: number, equal: boolean): View {
  const middle = [(extent.x[0] + extent.x[1]) / 2, (extent.y[0] + extent.y[1]) / 2] as const;
  let across = width / (extent.x[1] - extent.x[0]);
  let up = height / (extent.y[1] - extent.y[0]);
  if (equal) {
    across = Math.min(across, up);
    up = across;
  }
  const toData = (left: number, top: number): [number, number] => [
    middle[0] + (left - width / 2) / across,
    middle[1] - (top - height / 2) / up,
  ];
  const [left, top] = toData(0, 0);
  const [right, bottom] = toData(width, height);
  return {
    width,
    height,
    seen: { x: [left, right], y: [bottom, top] },
    toPixel: (x, y) => [width / 2 + (x - middle[0]) * across, height / 2 - (y - middle[1]) * up],
    toData,
  };
}

/** About `count` round numbers between two: steps of 1, 2 or 5 times a power of ten. */
export function roundNumbers(from: number, to: number, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Of a count of steps, not a sum of them: no 0.30000000000000004, and no -0.
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step + 0).toPrecision(12)),
  );
}
