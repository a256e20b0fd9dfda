import { checkInteger, checkNumber, OptionError } from '@autoencoders/errors';

/** The activations that layers take by name. */
export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softplus',
  'softsign',
  'softmax',
  'swish',
  'mish',
] as const; // prettier-ignore

/** One of {@link activationNames}. */
export type ActivationName = (typeof activationNames)[number];

/**
 * Checks sizes of layers.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkSizes(option: string, sizes: readonly number[]): void {
  if (!Array.isArray(sizes)) throw new OptionError(`${option} is ${String(sizes)}: give a list of sizes`);
  for (const [index, size] of sizes.entries()) checkInteger(`${option}[${index}]`, size);
}

/**
 * Checks a shape of one example.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkExampleShape(option: string, shape: readonly number[]): void {
  if (!Array.isArray(shape) || shape.length === 0) {
    throw new OptionError(
      `${option} is ${JSON.stringify(shape)}: give the shape of one example, such as [28, 28, 1]`,
    );
  }
  checkSizes(option, shape);
}

/**
 * Checks a dropout rate.
 *
 * @throws {OptionError} unless it is within [0, 1).
 */
export function checkRate(option: string, rate: number): void {
  checkNumber(option, rate, 0, 1 - Number.EPSILON);
}
