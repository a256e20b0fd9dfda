import { DataError, OptionError, ShapeError } from './errors.js';

/** Writes a shape the way the documentation does: `[128, 28, 28, 1]`, with `batch` for an open dimension. */
export function formatShape(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? 'batch').join(', ')}]`;
}

/**
 * Checks that a shape is the one expected; `null` in `expected` matches any size.
 *
 * @throws {ShapeError} naming both shapes.
 */
export function checkShape(
  what: string,
  actual: readonly number[],
  expected: readonly (number | null)[],
): void {
  const same =
    actual.length === expected.length &&
    expected.every((size, axis) => size === null || size === actual[axis]);
  if (!same) {
    throw new ShapeError(`${what} has shape ${formatShape(actual)}, expected ${formatShape(expected)}`);
  }
}

/**
 * Checks that an option is an integer of at least `minimum`.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkInteger(option: string, value: number, minimum = 1): void {
  if (!Number.isInteger(value) || value < minimum) {
    throw new OptionError(`${option} is ${value}: give an integer of at least ${minimum}`);
  }
}

/**
 * Checks that an option is a finite number within `[minimum, maximum]`.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkNumber(
  option: string,
  value: number,
  minimum = Number.NEGATIVE_INFINITY,
  maximum = Number.POSITIVE_INFINITY,
): void {
  if (!Number.isFinite(value) || value < minimum || value > maximum) {
    throw new OptionError(`${option} is ${value}: give a number from ${minimum} to ${maximum}`);
  }
}

/**
 * Checks that an option is one of the choices.
 *
 * @throws {OptionError} listing the choices.
 */
export function checkChoice<Choice extends string>(
  option: string,
  value: string,
  choices: readonly Choice[],
): asserts value is Choice {
  if (!(choices as readonly string[]).includes(value)) {
    throw new OptionError(`${option} is '${value}': choose one of ${choices.join(', ')}`);
  }
}

/**
 * Checks that an object has no other names than those known.
 *
 * @param what begins the message: 'options of a clustering'
 * @throws {OptionError} naming the first that is unknown, and those that are known.
 */
export function checkNames(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new OptionError(`${what}: there is no '${unknown}': the names are ${known.join(', ')}`);
  }
}

/**
 * Checks the classes of examples, -1 where one is not known.
 *
 * @throws {DataError} naming the first label that is no integer from 0 to `classes - 1`, nor -1.
 */
export function checkClassLabels(labels: ArrayLike<number>, classes: number): void {
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (Number.isInteger(label) && label >= -1 && label < classes) continue;
    throw new DataError(
      `label ${row} is ${label}: with ${classes} classes give integers from 0 to ${classes - 1}, or -1 for no label`,
    );
  }
}
