/**
 * `loss 104.21, kl 25.3`: without the phase's name, as there is only one, and without terms that repeat an
 * earlier one.
 */
export function formatTerms(terms: Readonly<Record<string, number>>): string {
  const named = Object.entries(terms).map(([name, value]) => ({ name: name.replace(/^.*\//, ''), value }));
  return named
    .filter(({ value }, index) => named.findIndex((earlier) => earlier.value === value) === index)
    .map(({ name, value }) => `${name} ${formatFigure(value)}`)
    .join(', ');
}

/** A figure with five significant digits. */
export function formatFigure(value: number): string {
  return String(Number(value.toPrecision(5)));
}

/** `1:05` or `2:01:05`; a dash for what is not known. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Rows in columns, the last one aligned to the right. */
export function formatTable(rows: readonly (readonly [string, string])[]): string {
  const [left, right] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map(([name, value]) => `  ${name.padEnd(left!)}  ${value.padStart(right!)}\n`).join('');
}
