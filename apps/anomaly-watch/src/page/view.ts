import { change, now } from './state.js';

/** Sees more of the rows around some of them. */
export function zoomTo(from: number, to: number): void {
  const { axis } = now();
  if (!axis) return;
  const whole = wholeOf(axis.x);
  const least = (whole.to - whole.from) / axis.x.length;
  const width = Math.max(to - from, 4 * least);
  const middle = (from + to) / 2;
  change({
    view: { from: Math.max(whole.from, middle - width / 2), to: Math.min(whole.to, middle + width / 2) },
  });
}

/** Sees all rows. */
export function zoomOut(): void {
  const { axis } = now();
  if (axis) change({ view: wholeOf(axis.x) });
}

/** From the first row to the last. */
export function wholeOf(x: Float64Array): { readonly from: number; readonly to: number } {
  const [from, to] = [x[0]!, x.at(-1)!];
  return { from, to: to > from ? to : from + 1 };
}
