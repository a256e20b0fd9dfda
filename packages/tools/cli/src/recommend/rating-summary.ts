import type { Ratings } from '@autoencoders/autorec';

/** What ratings are, in numbers. */
export interface RatingSummary {
  readonly ratings: number;
  /** Users and items with any. */
  readonly users: number;
  readonly items: number;
  readonly range: readonly [minimum: number, maximum: number];
  readonly mean: number;
  /** Share of all pairs that is rated. */
  readonly density: number;
  /** How many there are of each rating, or of each part of the range where these are many; ascending. */
  readonly distribution: readonly { readonly name: string; readonly count: number }[];
  /** How many ratings each item has, by its number. */
  readonly ofItems: Int32Array;
}

/** Ratings that are told apart; of more different ones, parts of the range are counted. */
const mostBars = 20;
const parts = 10;

/** Counts ratings. */
export function summaryOf({ byUser, range, items: ids, size }: Ratings): RatingSummary {
  const { offsets, columns, values } = byUser;
  const ofItems = new Int32Array(ids.size);
  for (const column of columns) ofItems[column]! += 1;
  let users = 0;
  for (let user = 0; user + 1 < offsets.length; user++) users += Number(offsets[user + 1]! > offsets[user]!);
  const items = ofItems.reduce((sum, count) => sum + Number(count > 0), 0);
  let sum = 0;
  for (const value of values) sum += value;
  return {
    ratings: size,
    users,
    items,
    range,
    mean: sum / size,
    density: size / (users * items),
    distribution: distributionOf(values, range),
    ofItems,
  };
}

function distributionOf(values: Float32Array, [least, greatest]: RatingSummary['range']) {
  const counts = new Map<number, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size > mostBars) return partsOf(values, least, greatest);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => ({ name: short(value), count }));
}

function partsOf(values: Float32Array, least: number, greatest: number) {
  const counts = new Int32Array(parts);
  const width = (greatest - least) / parts;
  for (const value of values) counts[Math.min(parts - 1, Math.floor((value - least) / width))]! += 1;
  return Array.from(counts, (count, part) => ({
    name: `${short(least + part * width)} to ${short(least + (part + 1) * width)}`,
    count,
  }));
}

/** A rating without the digits that 32 bits add. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
