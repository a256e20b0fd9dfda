import { checkChoice, checkInteger, checkNumber, OptionError } from '@autoencoders/errors';
import { initializerNames } from './initializers.js';

/** The activations that layers take by name: every one that tfjs saves and loads. */
export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'gelu_new',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softplus',
  'softsign',
  'softmax',
  'swish',
  'mish',
] as const;

/** One of {@link activationNames}. */
export type ActivationName = (typeof activationNames)[number];

/** The activations of hidden layers: those, and the leaky ReLU of slope 0.2, which is a layer of its own in tfjs. */
export const hiddenActivationNames = [...activationNames, 'leakyRelu'] as const;

/** One of {@link hiddenActivationNames}. */
export type HiddenActivationName = (typeof hiddenActivationNames)[number];

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

/** The options that every builder takes. */
interface SharedOptions {
  readonly latentDim: number;
  readonly activation?: string;
  readonly outputActivation?: string;
  readonly initializer?: string;
  readonly heads?: readonly string[];
  readonly parameters?: number;
  readonly seed?: number;
}

/**
 * Checks the options that every builder takes.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function checkShared(options: SharedOptions): void {
  const { latentDim, activation, outputActivation, initializer, heads, parameters = 1, seed = 0 } = options;
  checkInteger('latentDim', latentDim);
  if (activation !== undefined) checkChoice('activation', activation, hiddenActivationNames);
  if (outputActivation !== undefined) checkChoice('outputActivation', outputActivation, activationNames);
  if (initializer !== undefined) checkChoice('initializer', initializer, initializerNames);
  if (heads !== undefined && (heads.length === 0 || new Set(heads).size < heads.length)) {
    throw new OptionError(`heads is ${JSON.stringify(heads)}: give at least one name, each once`);
  }
  if (parameters !== 1 && parameters !== 2) {
    throw new OptionError(`parameters is ${parameters}: give 1, or 2 for a location and a spread`);
  }
  checkInteger('seed', seed, 0);
}
