import type { AnomalyMethod, Areas } from './anomaly-methods.js';

/** The areas of each table, one for each seed, by the table's name. */
export type AreasBySet = ReadonlyMap<string, readonly Areas[]>;

/** The mean over the seeds. */
export function meanArea(areas: readonly Areas[], method: AnomalyMethod): number {
  return meanOf(areas.map((each) => each[method]));
}

/** The mean over the tables of the means over the seeds. */
export function meanOfSets(found: AreasBySet, method: AnomalyMethod): number {
  return meanOf([...found.values()].map((areas) => meanArea(areas, method)));
}

/** On how many tables one method's mean over the seeds is above another's. */
export function setsAhead(found: AreasBySet, method: AnomalyMethod, other: AnomalyMethod): number {
  return [...found.values()].filter((areas) => meanArea(areas, method) > meanArea(areas, other)).length;
}

/** The means of every method, with four digits, by table. */
export function meanAreas(found: AreasBySet): Record<string, Record<string, number>> {
  return Object.fromEntries(
    [...found].map(([name, areas]) => [
      name,
      Object.fromEntries(
        (Object.keys(areas[0]!) as AnomalyMethod[]).map((method) => [
          method,
          Number(meanArea(areas, method).toFixed(4)),
        ]),
      ),
    ]),
  );
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
