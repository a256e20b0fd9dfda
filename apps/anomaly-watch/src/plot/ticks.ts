/** A place on an axis and what is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const timeSteps = [
  ...[1, 5, 15, 30].map((count) => count * second),
  ...[1, 5, 15, 30].map((count) => count * minute),
  ...[1, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 3, 7, 14, 30, 90, 180, 365, 730, 3650].map((count) => count * day),
];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Round times in a range of milliseconds since 1970, `most` at the most. */
export function timeTicks(from: number, to: number, most: number): Tick[] {
  const step = timeSteps.find((width) => (to - from) / width <= most) ?? timeSteps.at(-1)!;
  return places(from, to, step).map((at) => ({ at, text: shortTime(at, step) }));
}

/** Round numbers in a range, `most` at the most. */
export function numberTicks(from: number, to: number, most: number): Tick[] {
  if (!(to > from)) return [{ at: from, text: shortNumber(from) }];
  const rough = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((width) => (to - from) / width <= most)!;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return places(from, to, step).map((at) => ({
    at,
    text: Math.abs(at) >= 1e5 ? shortNumber(at) : at.toFixed(Math.min(digits, 8)),
  }));
}

/** A time in full, as read from UTC: '5 Mar 2024, 10:20'. */
export function longTime(time: number): string {
  const date = new Date(time);
  const seconds = time % minute === 0 ? '' : `:${two(date.getUTCSeconds())}`;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${clock(date)}${seconds}`;
}

/** A number in four digits or so. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return 'missing';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(size >= 1000 ? 5 : 4)));
}

/** A span of milliseconds as a person says it. */
export function shortSpan(milliseconds: number): string {
  if (milliseconds < 2 * minute) return `${Math.round(milliseconds / second)} s`;
  if (milliseconds < 2 * hour) return `${Math.round(milliseconds / minute)} min`;
  if (milliseconds < 2 * day) return `${Number((milliseconds / hour).toFixed(1))} h`;
  return `${Number((milliseconds / day).toFixed(1))} days`;
}

function places(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

function shortTime(time: number, step: number): string {
  const date = new Date(time);
  const dayText = `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
  if (step >= 180 * day) return `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  if (step >= day || time % day === 0) return dayText;
  return step < minute ? `${clock(date)}:${two(date.getUTCSeconds())}` : clock(date);
}

function clock(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
