import { checkChoice, checkNumber, OptionError } from '@autoencoders/errors';
import type { ActivationName } from '@autoencoders/layers';
import type { Computation } from '../network/first-layer.js';
import type { KernelPenalty } from '../network/rating-model.js';
import { autoRecNetwork, cdaeNetwork, multDaeNetwork, multVaeNetwork } from '../network/variants.js';
import { type Damping, standardDamping } from '../ratings/baseline.js';
import type { Ratings } from '../ratings/ratings.js';
import { countsToOffsets, filledRows } from '../ratings/sparse-rows.js';
import { type Recommender, recommender } from './recommender.js';
import { type Orientation, orientations, type Settings } from './settings.js';

/** What all models of ratings have. */
export interface NetworkOptions {
  /** λ of `λ / 2 Σ ‖kernel‖²` beside the loss summed over all rows: of both sides, or of each. */
  readonly l2?: number | KernelPenalty;
  /** Share of the ratings that the encoder does not see in training; the rest is scaled up. */
  readonly inputDropout?: number;
  /** Share of the units of hidden layers that is dropped in training. Default 0. */
  readonly hiddenDropout?: number;
  /**
   * `'dense'`: products of whole rows; `'sparse'`: of the observed ratings alone, with the same results. Default
   * `'auto'`: by the share that is observed in a batch.
   */
  readonly computation?: Computation;
  /** Seed of the initial weights. Default 0. */
  readonly seed?: number;
}

/** Options of {@link autoRec}. */
export interface AutoRecOptions extends NetworkOptions {
  /** λ of `λ / 2 (‖V‖² + ‖W‖²)` beside the loss summed over all rows, or one for each side. Default 100. */
  readonly l2?: number | KernelPenalty;
  /** `'item'`: an item's ratings are a row (I-AutoRec); `'user'`: a user's (U-AutoRec). Default `'item'`. */
  readonly orientation?: Orientation;
  /** Widths of the encoder's layers; the decoder goes back the same way. Default `[500]`. */
  readonly hidden?: readonly number[];
  /** Of the hidden layers, default `'sigmoid'`, and of the ratings, `'linear'` (default) or `'sigmoid'` over the range. */
  readonly activations?: { readonly encoder?: ActivationName; readonly decoder?: 'linear' | 'sigmoid' };
  /**
   * Learn what the mean and the deviations of users and items leave of each rating; `true` shrinks these as by
   * `{ users: 10, items: 5 }` ratings without deviation. Default false, as in the paper.
   */
  readonly biases?: boolean | Damping;
  /**
   * Show the encoder which ratings are there beside what they are, by a kernel of its own: as this number, or 1 for
   * `true`. The greater, the less `l2` holds that kernel back. Default false.
   */
  readonly inputMask?: boolean | number;
  /** What a rating that the encoder saw counts in the loss, beside 1 for one that dropout hid. Default 1. */
  readonly keptWeight?: number;
}

/** A recommender that AutoRec makes. */
export type AutoRec = Recommender<ReturnType<typeof autoRecNetwork>>;

/**
 * Makes an AutoRec of ratings: an autoencoder of each item's or each user's ratings, whose loss is
 *
 * `1/B Σ_rows Σ_observed (r - h(r))² + λ / 2N (‖V‖² + ‖W‖²)` for batches of B of N rows, with
 * `h(r) = f(W g(V r + μ) + b)`,
 *
 * the paper's objective over N. Ratings that are missing are 0 as inputs and count for nothing in the loss. With
 * `biases`, `r` is what a damped baseline leaves of a rating.
 *
 * The recommender and its `autoencoder` are the caller's to dispose.
 *
 * Source: Sedhain, Menon, Sanner and Xie 2015, "AutoRec: Autoencoders Meet Collaborative Filtering", equations 1 to 3.
 *
 * @example
 * const model = autoRec(train, { orientation: 'item', l2: 60 });
 * await model.fit({ epochs: 50 });
 * await model.recommend('ann', 10);
 *
 * @throws {OptionError} naming each option that is wrong.
 */
export function autoRec(
  ratings: Ratings,
  { orientation = 'item', activations = {}, biases = false, inputMask, ...options }: AutoRecOptions = {},
): AutoRec {
  const damping = biases === true ? standardDamping : biases;
  if (damping)
    for (const [side, ratings] of Object.entries(damping)) checkNumber(`biases.${side}`, ratings, 0);
  checkChoice('orientation', orientation, orientations);
  const { encoder = 'sigmoid', decoder = 'linear' } = activations;
  const [minimum, maximum] = ratings.range;
  // What the baseline leaves may be as far off as the range is wide.
  const width = maximum - minimum;
  const network = autoRecNetwork({
    l2: 100,
    inputDropout: 0,
    ...shapeOf(ratings, orientation),
    ...options,
    inputMask: Number(inputMask ?? 0),
    hidden: [...(options.hidden ?? [500])],
    activation: encoder,
    outputActivation: decoder,
    span: damping ? [-width, width] : [minimum, maximum],
  });
  return recommender(
    ratings,
    { orientation, biases: damping && { ...damping }, feedback: 'explicit' },
    network,
  );
}

/** Options of {@link multDae}. */
export interface MultDaeOptions extends NetworkOptions {
  /** Widths of the layers between ratings and code. Default `[600]`. */
  readonly hidden?: readonly number[];
  /** Width of the code. Default 200. */
  readonly latentDim?: number;
  /** Of the hidden layers. Default `'tanh'`. */
  readonly activation?: ActivationName;
}

/**
 * Makes a Mult-DAE of what users chose: rows of length 1 with dropout, and a multinomial likelihood over all items,
 * `-Σ x_i log softmax(f)_i` in nats, averaged over the batch.
 * Source: Liang, Krishnan, Hoffman and Jebara 2018, "Variational Autoencoders for Collaborative Filtering", section 2.2.
 *
 * @param ratings of implicit feedback, as `implicitRatings` makes them
 * @throws {OptionError} naming each option that is wrong, or where ratings are below 0.
 */
export function multDae(
  ratings: Ratings,
  options: MultDaeOptions = {},
): Recommender<ReturnType<typeof multDaeNetwork>> {
  checkImplicit(ratings);
  const network = multDaeNetwork({
    ...shapeOf(ratings, 'user'),
    ...options,
    hidden: [...(options.hidden ?? [600])],
  });
  return recommender(ratings, implicit, network);
}

/** Options of {@link multVae}. */
export interface MultVaeOptions extends MultDaeOptions {
  /** Weight of the divergence from the prior. Default 0.2. */
  readonly beta?: number;
  /** Steps in which that weight rises from 0. Default 0. */
  readonly annealingSteps?: number;
}

/**
 * Makes a Mult-VAE of what users chose: as {@link multDae}, with a Gaussian posterior of the code and `β KL(q ‖ N(0, I))`
 * in the loss. Predictions are from the posterior's mean.
 * Source: Liang, Krishnan, Hoffman and Jebara 2018, equations 1 to 6.
 *
 * @param ratings of implicit feedback, as `implicitRatings` makes them
 * @throws {OptionError} naming each option that is wrong, or where ratings are below 0.
 */
export function multVae(
  ratings: Ratings,
  options: MultVaeOptions = {},
): Recommender<ReturnType<typeof multVaeNetwork>> {
  checkImplicit(ratings);
  const network = multVaeNetwork({
    ...shapeOf(ratings, 'user'),
    ...options,
    hidden: [...(options.hidden ?? [600])],
  });
  return recommender(ratings, implicit, network);
}

/** Options of {@link cdae}. */
export interface CdaeOptions extends NetworkOptions {
  /** Width of the code. Default 50. */
  readonly hidden?: number;
  /** Of the code. Default `'sigmoid'`. */
  readonly activation?: ActivationName;
  /** Of what was chosen and what was not. Default `'logistic'`. */
  readonly loss?: 'logistic' | 'squared';
  /** Items drawn for each that was chosen, as what was not; or `'all'` others. Default 5. */
  readonly negatives?: number | 'all';
}

/**
 * Makes a CDAE of what users chose: a denoising autoencoder with a vector for each user, which is added where the ratings
 * come in; a new user has none.
 * Source: Wu, DuBois, Zheng and Ester 2016, "Collaborative Denoising Auto-Encoders for Top-N Recommender Systems".
 *
 * @param ratings of implicit feedback, as `implicitRatings` makes them
 * @throws {OptionError} naming each option that is wrong, or where ratings are below 0.
 */
export function cdae(
  ratings: Ratings,
  options: CdaeOptions = {},
): Recommender<ReturnType<typeof cdaeNetwork>> {
  checkImplicit(ratings);
  const { inputShape } = shapeOf(ratings, 'user');
  return recommender(ratings, implicit, cdaeNetwork({ ...options, inputShape, rows: ratings.users.size }));
}

const implicit: Settings = { orientation: 'user', biases: false, feedback: 'implicit' };

/** Width of a row, and how many rows there are to learn from. */
function shapeOf({ users, items, byUser }: Ratings, orientation: Orientation) {
  const columns = orientation === 'user' ? items.size : users.size;
  const filled = orientation === 'user' ? byUser.offsets : countsToOffsets(byUser.columns, items.size);
  const rows = filledRows({ offsets: filled }).length;
  return { inputShape: [columns] as [number], rows: Math.max(1, rows) };
}

function checkImplicit({ range }: Ratings): void {
  if (range[0] >= 0) return;
  throw new OptionError(
    `ratings go from ${range.join(' to ')}, below 0: give what was chosen, by 'implicitRatings(ratings, minimum)'`,
  );
}
