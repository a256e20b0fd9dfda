import { checkChoice, checkNumber, OptionError } from '@autoencoders/errors';
import { checkRate } from './check-network.js';

/** The names of the corruptions. */
export const corruptionNames = ['gaussian', 'masking', 'saltAndPepper', 'dropout'] as const;

/** One of {@link corruptionNames}. */
export type CorruptionName = (typeof corruptionNames)[number];

/** A corruption as a plain value, which JSON can hold; `corrupt` applies it. */
export type CorruptionSettings =
  | { readonly name: 'gaussian'; readonly standardDeviation: number }
  | { readonly name: 'masking'; readonly rate: number }
  | { readonly name: 'saltAndPepper'; readonly rate: number; readonly low: number; readonly high: number }
  | { readonly name: 'dropout'; readonly rate: number };

type Settings<Name extends CorruptionName> = Extract<CorruptionSettings, { name: Name }>;

/**
 * Adds Gaussian noise: `x + σ ε`. Source: Vincent et al. 2010, section 3.3.
 *
 * @throws {OptionError} when the standard deviation is negative.
 */
export function gaussianCorruption({
  standardDeviation,
}: {
  readonly standardDeviation: number;
}): Settings<'gaussian'> {
  return checked({ name: 'gaussian', standardDeviation });
}

/**
 * Sets a random fraction of the values to 0. Source: Vincent et al. 2010, section 3.3 (masking noise).
 *
 * @throws {OptionError} when the rate is not within [0, 1].
 */
export function maskingCorruption({ rate }: { readonly rate: number }): Settings<'masking'> {
  return checked({ name: 'masking', rate });
}

/**
 * Sets a random fraction of the values to the lowest or the highest, each with the same probability.
 * Source: Vincent et al. 2010, section 3.3 (salt-and-pepper noise).
 *
 * @throws {OptionError} when the rate is not within [0, 1], or `low` is not below `high`.
 */
export function saltAndPepperCorruption({
  rate,
  low = 0,
  high = 1,
}: {
  readonly rate: number;
  readonly low?: number;
  readonly high?: number;
}): Settings<'saltAndPepper'> {
  return checked({ name: 'saltAndPepper', rate, low, high });
}

/**
 * Sets a random fraction of the values to 0 and divides the rest by `1 - rate`, which keeps the mean: `x m / (1 - rate)`
 * with `m` Bernoulli(1 - rate). Source: Srivastava et al. 2014, section 10 (scaled in training).
 *
 * @throws {OptionError} when the rate is not within [0, 1).
 */
export function dropoutCorruption({ rate }: { readonly rate: number }): Settings<'dropout'> {
  return checked({ name: 'dropout', rate });
}

/**
 * A corruption by its name, for the command line and the like.
 *
 * @param level the standard deviation of `gaussian`, the rate of the others. Default 0.3 and 0.25, for data in
 * `[0, 1]`: of the order of the levels that Vincent et al. 2010, section 6, choose among.
 * @throws {OptionError} for an unknown name or an impossible level.
 */
export function corruptionSettings(name: CorruptionName, level?: number): CorruptionSettings {
  checkChoice('corruption', name, corruptionNames);
  if (name === 'gaussian') return gaussianCorruption({ standardDeviation: level ?? 0.3 });
  const rate = level ?? 0.25;
  if (name === 'saltAndPepper') return saltAndPepperCorruption({ rate });
  return checked({ name, rate });
}

/**
 * Checks settings, wherever they come from.
 *
 * @throws {OptionError} naming the value received.
 */
export function checkCorruption(settings: CorruptionSettings): void {
  checkChoice('corruption', settings.name, corruptionNames);
  if (settings.name === 'gaussian') checkNumber('standardDeviation', settings.standardDeviation, 0);
  else if (settings.name === 'dropout') checkRate('rate', settings.rate);
  else checkNumber('rate', settings.rate, 0, 1);
  if (settings.name === 'saltAndPepper') {
    const { low, high } = settings;
    checkNumber('low', low);
    checkNumber('high', high);
    if (low >= high) throw new OptionError(`low is ${low}, high is ${high}: give low below high`);
  }
}

function checked<Kind extends CorruptionSettings>(settings: Kind): Kind {
  checkCorruption(settings);
  return settings;
}
