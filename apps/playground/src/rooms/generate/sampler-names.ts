import type { About } from './about.js';

/** The ways to draw codes that the room offers. */
export type SamplerChoice =
  | 'prior'
  | 'standard-normal'
  | 'gaussian-mixture'
  | 'kernel-density'
  | 'two-stage'
  | 'entries';

/** A way to draw codes, in words. */
export interface NamedSampler {
  readonly value: SamplerChoice;
  readonly label: string;
  readonly help: string;
  /** Fitted to codes before it draws. */
  readonly fitted: boolean;
}

/** Codes wider than this take too long to fit in a page. */
const widest = 256;

/** The ways to draw that make sense for a model. */
export function samplersFor({ kind, hasPrior, width }: About): readonly NamedSampler[] {
  if (kind === 'entries') {
    return [
      {
        value: 'entries',
        label: 'Each position as in some example',
        help: 'Each position takes the entry that it has in an example drawn at random: the positions do not know of one another.',
        fitted: true,
      },
      {
        value: 'prior',
        label: 'Entries at random',
        help: 'Every entry of the codebook as probable as the next. Little is recognised in it: what makes pictures is which entries go together, and that takes a learned prior of codes (codePrior of the npm package).',
        fitted: false,
      },
    ];
  }
  const prior: NamedSampler = hasPrior
    ? {
        value: 'prior',
        label: 'Its own prior',
        help: 'What the model was trained towards.',
        fitted: false,
      }
    : {
        value: 'standard-normal',
        label: 'Standard normal',
        help: 'N(0, I), which this model was not trained towards: its codes may lie elsewhere.',
        fitted: false,
      };
  const kernels: NamedSampler = {
    value: 'kernel-density',
    label: 'Kernel density',
    help: 'Near the code of some example: a Gaussian on each of up to 2,000.',
    fitted: true,
  };
  if (width > widest) return hasPrior ? [prior, kernels] : [kernels, prior];
  const mixture: NamedSampler = {
    value: 'gaussian-mixture',
    label: 'Gaussian mixture',
    help: 'Up to ten Gaussians fitted to the codes of up to 1,000 examples.',
    fitted: true,
  };
  const second: NamedSampler = {
    value: 'two-stage',
    label: 'Two stages',
    help: 'A second, small variational autoencoder learns the codes, which takes some seconds to a minute.',
    fitted: true,
  };
  // A model without a prior draws best from what is fitted to it.
  return hasPrior ? [prior, mixture, kernels, second] : [mixture, kernels, second, prior];
}
