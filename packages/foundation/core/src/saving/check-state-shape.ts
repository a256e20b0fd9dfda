import { formatShape, ModelFormatError } from '@autoencoders/errors';

/**
 * Checks that a part of a saved state has the shape that the options need; `null` takes any length.
 *
 * @param what whose state it is: `'the detector'`
 * @throws {ModelFormatError} naming the part, its shape and the one needed.
 */
export function checkStateShape(
  what: string,
  name: string,
  found: readonly number[] | undefined,
  needed: readonly (number | null)[],
): void {
  const fits =
    found?.length === needed.length &&
    needed.every((length, axis) => length === null || length === found[axis]);
  if (fits) return;
  throw new ModelFormatError(
    `the state '${name}' of ${what} has shape ${found ? formatShape(found) : 'none'}, its options need ${formatShape(needed).replace('batch', 'any')}: save it again`,
  );
}
