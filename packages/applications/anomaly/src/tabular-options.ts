import { checkInteger } from '@autoencoders/errors';
import { gaussianCorruption } from '@autoencoders/layers';

/** Options of a denoising autoencoder of table rows. */
export interface TabularOptions {
  readonly inputShape: number[];
  readonly hidden: number[];
  readonly latentDim: number;
  readonly activation: 'relu';
  readonly codeActivation: 'relu';
  readonly corruption: { readonly name: 'gaussian'; readonly standardDeviation: number };
}

/**
 * Options of an autoencoder of table rows that does well on most tables without being tuned: dense layers of 128 units
 * each, the code as wide, and Gaussian noise of standard deviation 0.3 on the scaled input. It is the noise, and no
 * narrow code, that keeps it from copying.
 *
 * @example
 * const detector = anomalyDetector(denoisingAutoencoder({ ...tabularOptions(30), seed: 7 }));
 *
 * @param columns of a row
 * @throws {OptionError} unless it is a positive integer.
 */
export function tabularOptions(columns: number): TabularOptions {
  checkInteger('columns', columns);
  return {
    inputShape: [columns],
    hidden: [128],
    latentDim: 128,
    activation: 'relu',
    codeActivation: 'relu',
    corruption: gaussianCorruption({ standardDeviation: 0.3 }),
  };
}
