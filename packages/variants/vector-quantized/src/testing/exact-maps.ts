import { expect } from 'vitest';

/** All maps of `places` values below `categories`, in order. */
export function allMaps(places: number, categories: number): number[][] {
  if (places === 0) return [[]];
  return allMaps(places - 1, categories).flatMap((map) =>
    Array.from({ length: categories }, (_, value) => [...map, value]),
  );
}

/** Demands that maps were drawn as often as their probabilities say: no more than 4.5 standard deviations off. */
export function expectFrequencies(drawn: ArrayLike<number>, maps: number[][], probabilities: number[]): void {
  const places = maps[0]!.length;
  const count = drawn.length / places;
  const found = new Map<string, number>();
  for (let at = 0; at < count; at++) {
    const key = Array.from({ length: places }, (_, place) => drawn[at * places + place]).join();
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  for (const [index, map] of maps.entries()) {
    const p = probabilities[index]!;
    const off = Math.abs((found.get(map.join()) ?? 0) - count * p);
    expect(off, map.join()).toBeLessThan(4.5 * Math.sqrt(count * p * (1 - p)) + 1);
  }
}
