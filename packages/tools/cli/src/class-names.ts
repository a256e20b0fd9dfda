import { DataError } from '@autoencoders/errors';
import type { Label } from './load-labelled.js';

/** More distinct labels than this are measurements or names of single examples rather than classes. */
export const mostClasses = 100;

/**
 * The classes among labels, each once: numbers by their value, text by the alphabet.
 *
 * @throws {DataError} when there is no label, one class only, or too many to be classes.
 */
export function classNamesOf(labels: readonly Label[], what: string): string[] {
  const names = [...new Set(labels.filter((label) => label !== undefined))].sort(compare);
  if (names.length === 0) throw new DataError(`${what} has no labels: give at least two classes`);
  if (names.length === 1) {
    throw new DataError(`${what} has one class only, '${names[0]}': give examples of at least two`);
  }
  if (names.length > mostClasses) {
    const some = names.slice(0, 3).join(', ');
    throw new DataError(
      `${what} has ${names.length} different labels (${some}, …): classes are at most ${mostClasses}, measurements are none`,
    );
  }
  return names;
}

/** The place of each label among the classes; -1 of what is none of them, and of no label. */
export function classesOf(labels: readonly Label[], names: readonly string[]): Int32Array {
  const places = new Map(names.map((name, place) => [name, place]));
  return Int32Array.from(labels, (label) => (label === undefined ? -1 : (places.get(label) ?? -1)));
}

function compare(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isFinite(difference) && difference !== 0
    ? difference
    : a.localeCompare(b, 'en', { numeric: true });
}
