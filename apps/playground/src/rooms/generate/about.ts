import type { Given } from '../../codes/model-for.js';

/** What the page has to know of a model to offer what makes sense. */
export interface About {
  readonly latentShape: readonly number[];
  /** What a slider moves: a value of the code, or which entry of a codebook a position has. */
  readonly kind: 'values' | 'entries';
  /** How many of them there are. */
  readonly width: number;
  readonly hasPrior: boolean;
  /** Whether the decoder makes one pixel after another. */
  readonly slow: boolean;
  readonly given: Given | undefined;
}
