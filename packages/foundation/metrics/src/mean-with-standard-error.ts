import { DataError } from '@autoencoders/errors';

/**
 * The mean of values and its standard error, `s / √n` with the sample standard deviation `s`.
 *
 * @throws {DataError} for fewer than two values.
 */
export function meanWithStandardError(values: ArrayLike<number>): { mean: number; standardError: number } {
  const { length } = values;
  if (length < 2) throw new DataError(`a standard error needs two values or more, there are ${length}`);
  const all = Array.from(values);
  const mean = all.reduce((sum, value) => sum + value, 0) / length;
  const squares = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (length - 1) / length) };
}
