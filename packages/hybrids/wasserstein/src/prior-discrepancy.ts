import { type MmdOptions, maximumMeanDiscrepancy, type PenaltyTerm } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** What the scales of the kernel are, in units of the squared distance of two draws of the prior. */
const relativeScales = [0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * The scales of Tolstikhin et al. 2018: those of `2 d`, the squared distance that two draws of N(0, I) in `d`
 * dimensions have in expectation, from a tenth of it to ten times as much.
 */
export function priorScales(latentDim: number): number[] {
  return relativeScales.map((scale) => scale * 2 * latentDim);
}

/** The discrepancy between the codes of a batch and as many draws of the prior, as a term of a loss. */
export function priorDiscrepancy(weight: number, options: MmdOptions): PenaltyTerm {
  return {
    name: 'discrepancy',
    weight,
    layers: [],
    // Without bias there is none for a single example.
    evaluate: ({ code, normal }) =>
      code.shape[0]! < 2 ? tf.scalar(0) : maximumMeanDiscrepancy(code, normal('prior', code.shape), options),
  };
}
