/** A figure with five significant digits, a whole number as it is. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(3);
  return value.toFixed(Math.max(0, 4 - Math.max(0, Math.floor(Math.log10(size)))));
}
