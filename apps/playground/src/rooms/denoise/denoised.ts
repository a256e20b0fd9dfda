import type { Items } from '../../items/items.js';

/** The noise that is added: kinds of `@autoencoders/layers`. */
export interface Noise {
  readonly name: NoiseName;
  /** Standard deviation of Gaussian noise, the share of values that others change. */
  readonly strength: number;
  readonly seed: number;
}

export type NoiseName = 'gaussian' | 'masking' | 'saltAndPepper';

/** How far items are from the clean ones. */
export interface Distance {
  /** Mean over values, on the scale [0, 1] that the model learns on. */
  readonly squaredError: number;
  /** Peak signal-to-noise ratio in decibels, 100 at the most: the mean over items. */
  readonly decibels: number;
}

/** Items with noise, and what a model makes of them, each compared with the clean ones. */
export interface Distances {
  readonly noisy: Distance;
  readonly cleaned: Distance;
}

/** One item: clean, noisy and cleaned, in that order. */
export interface DenoisedItem extends Distances {
  readonly items: Items;
}

/** Some items of the test part, and figures over more of them. */
export interface DenoisedItems {
  readonly clean: Items;
  readonly noisy: Items;
  readonly cleaned: Items;
  readonly each: readonly Distances[];
  readonly mean: Distances & {
    /** What the model makes of the clean ones: cleaned ones hardly come nearer. */
    readonly reconstructed: Distance;
    readonly count: number;
  };
}
