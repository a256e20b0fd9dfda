import {
  cdae,
  implicitRatings,
  itemsByPopularity,
  multDae,
  multVae,
  type RatingSplit,
  type Ratings,
  type Recommender,
} from '@autoencoders/autorec';
import { type RankingFigures, rankingFigures } from './ranking-figures.js';
import type { StudyContext } from './study.js';

/** How models of what users chose are made, trained and judged. */
export interface RankingSettings {
  /** Least rating of what a user chose. */
  readonly minimum: number;
  readonly k: number;
  readonly units: number;
  readonly cdaeUnits: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
}

/** What is recommended to users, by the name of the model. */
export const rankingModels = ['Mult-VAE', 'Mult-DAE', 'CDAE'] as const;
export type RankingModel = (typeof rankingModels)[number];

/** How well the most popular items meet what users chose. */
export function popularityFigures(
  { train, test }: RatingSplit,
  { minimum, k }: RankingSettings,
): RankingFigures {
  const order = itemsByPopularity(implicitRatings(train, minimum));
  return rankingFigures(
    Array.from({ length: train.users.size }, () => order),
    { known: train, relevant: implicitRatings(test, minimum), k },
  );
}

/**
 * Trains a model on what users chose and holds its lists against what they chose in the test file, unless an interrupted
 * run has.
 *
 * @throws {Interrupted} when the run is ended from outside.
 */
export function modelFigures(
  which: RankingModel,
  { train, test }: RatingSplit,
  settings: RankingSettings,
  seed: number,
  context: StudyContext,
): Promise<RankingFigures> {
  const { minimum, k, epochs, batchSize, learningRate } = settings;
  const name = `ua-${which}-seed-${seed}`;
  return context.kept(name, async () => {
    const model = modelOf(which, implicitRatings(train, minimum), settings, seed);
    try {
      const options = { ...context.options(name), epochs, batchSize, learningRate, seed };
      context.checkEnd(name, await model.fit(options));
      const users = Array.from({ length: train.users.size }, (_, user) => train.users.at(user));
      const lists = await model.recommendMany(users, k, { seen: train });
      const figures = rankingFigures(
        lists.map((list) => list.map(({ item }) => item)),
        { known: train, relevant: implicitRatings(test, minimum), k },
      );
      context.say(`${name}: NDCG@${k} ${figures.ndcg.toFixed(4)}`);
      return figures;
    } finally {
      model.dispose();
      model.autoencoder.dispose();
    }
  });
}

function modelOf(
  which: RankingModel,
  chosen: Ratings,
  { units, cdaeUnits, epochs, batchSize }: RankingSettings,
  seed: number,
): Recommender {
  if (which === 'CDAE') return cdae(chosen, { hidden: cdaeUnits, seed });
  const shape = { hidden: [], latentDim: units, seed };
  if (which === 'Mult-DAE') return multDae(chosen, shape);
  // Half of the training, as in the paper's annealing.
  const annealingSteps = Math.ceil(epochs / 2) * Math.ceil(chosen.users.size / batchSize);
  return multVae(chosen, { ...shape, annealingSteps });
}
