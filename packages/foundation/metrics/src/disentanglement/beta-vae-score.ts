import { randomSource } from '@autoencoders/backend';
import type { Rows } from '@autoencoders/data';
import { checkInteger, OptionError } from '@autoencoders/errors';
import { checkRows } from '../check-rows.js';
import { givingWay } from '../give-way.js';
import { type Factor, type FactorRows, factorsOf } from './factor-table.js';
import { type LabelledRows, linearAccuracy } from './linear-classifier.js';

/** Options of {@link betaVaeScore}. */
export interface BetaVaeScoreOptions {
  /** Pairs of examples that one point of the classifier is averaged over. Default 64. */
  readonly pairs?: number | undefined;
  /** Points that the classifier is trained on. Default 2,000. */
  readonly train?: number | undefined;
  /** Points that it is tested on. Default 1,000. */
  readonly test?: number | undefined;
  /** Keys every draw. Default 0. */
  readonly seed?: number | undefined;
  /** Rejects with the signal's reason soon after it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The metric of β-VAE: how well a linear classifier tells which factor two examples have in common. A point is
 *
 * `1/L Σ_l |z(x_l) - z(x'_l)|`, `x_l` and `x'_l` with the same value of factor `k` and the others as they come,
 *
 * and its class is `k`, drawn at random; the score is the share of new points that are told rightly. 1 where the code
 * has a dimension for each factor, `1 / factors` by chance. It is 1 also for codes that are turned about, and says little
 * about completeness: read it beside {@link mutualInformationGap}.
 *
 * Pairs are drawn among the examples given: give every combination of the factors, or many at random. The classifier is
 * logistic regression on standardised differences, trained to convergence.
 * Source: Higgins et al. 2017, section 3 and algorithm 1.
 *
 * @param codes `[examples, latentDim]`, such as means of the posterior
 * @param factors `[examples, factors]`, such as those of `sprites` of `@autoencoders/data`
 * @throws {ShapeError} when values and shape do not agree, or there is not one row of factors for each example.
 * @throws {DataError} without examples, when a code is not finite or a factor no integer, or a factor does not vary.
 * @throws {OptionError} for fewer than two factors, or naming the option that is not in its range.
 */
export async function betaVaeScore(
  codes: Rows,
  factors: FactorRows,
  { pairs = 64, train = 2000, test = 1000, seed = 0, signal }: BetaVaeScoreOptions = {},
): Promise<number> {
  checkInteger('pairs', pairs);
  checkInteger('train', train);
  checkInteger('test', test);
  checkInteger('seed', seed, 0);
  const { count, width } = checkRows('codes', codes);
  const known = factorsOf(factors, count).map(membersOf);
  if (known.length < 2) {
    throw new OptionError('there is one factor: which one is fixed can be told of two or more');
  }
  signal?.throwIfAborted();
  const giveWay = givingWay(signal);
  const points = async (purpose: string, size: number) => {
    const draws = await uniforms(seed, purpose, size * (1 + 2 * pairs));
    await giveWay();
    return pointsOf(codes.values, width, known, pairs, draws);
  };
  const training = await points('beta-vae-train', train);
  const testing = await points('beta-vae-test', test);
  return linearAccuracy(training, testing, width, known.length, giveWay);
}

/** A factor, and the examples of each of its values. */
interface Members extends Factor {
  readonly members: readonly Int32Array[];
}

function membersOf(factor: Factor): Members {
  const members = Array.from({ length: factor.count }, () => [] as number[]);
  factor.places.forEach((place, row) => {
    members[place]!.push(row);
  });
  return { ...factor, members: members.map((rows) => Int32Array.from(rows)) };
}

/**
 * Points of the classifier from uniform draws: one names the factor, and two each of the pairs. The first example of a
 * pair is any, the second any with the same value of the factor.
 */
function pointsOf(
  values: Float32Array,
  width: number,
  factors: readonly Members[],
  pairs: number,
  draws: Float32Array,
): LabelledRows {
  const count = values.length / width;
  const size = draws.length / (1 + 2 * pairs);
  const x = new Float32Array(size * width);
  const y = new Int32Array(size);
  let next = 0;
  const below = (limit: number) => Math.floor(draws[next++]! * limit);
  for (let point = 0; point < size; point++) {
    y[point] = below(factors.length);
    const { places, members } = factors[y[point]!]!;
    for (let pair = 0; pair < pairs; pair++) {
      const first = below(count);
      const same = members[places[first]!]!;
      const second = same[below(same.length)]!;
      for (let k = 0; k < width; k++) {
        const difference = values[first * width + k]! - values[second * width + k]!;
        x[point * width + k]! += Math.abs(difference) / pairs;
      }
    }
  }
  return { x, y };
}

async function uniforms(seed: number, purpose: string, count: number): Promise<Float32Array> {
  const drawn = randomSource(seed).uniform(purpose, [count]);
  return drawn.data<'float32'>().finally(() => drawn.dispose());
}
