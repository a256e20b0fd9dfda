import type { RatingSplit } from '@autoencoders/autorec';
import { type MovielensSplit, movielens100k } from '@autoencoders/autorec/node';
import type { Json } from '@autoencoders/core';
import {
  type Activations,
  activations,
  type Candidate,
  type Candidates,
  deepItems,
  extendedItems,
  extendedUsers,
  paperItems,
  paperUsers,
} from '../autorec-candidates.js';
import { testErrors, trainingName, trials } from '../candidate-trials.js';
import type { RankingFigures } from '../ranking-figures.js';
import {
  modelFigures,
  popularityFigures,
  type RankingModel,
  type RankingSettings,
  rankingModels,
} from '../ranking-models.js';
import { biasErrors, trainedErrors } from '../rating-errors.js';
import {
  type Activated,
  activationSection,
  type Judged,
  rankingSection,
  type Tested,
  testedSection,
  validationSection,
} from '../rating-sections.js';
import { sharedData } from '../shared-data.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';
import { type ValidationPart, validationPart } from '../validation-part.js';

interface Settings {
  readonly splits: readonly MovielensSplit[];
  readonly seeds: number;
  readonly groups: readonly Candidates[];
  readonly activations: readonly Activations[];
  readonly validation: Omit<ValidationPart, 'seed'>;
  readonly ranking: RankingSettings;
}

/** What a full run does. */
const full: Settings = {
  splits: ['u1', 'u2'],
  seeds: 3,
  groups: [paperItems, extendedItems, deepItems, paperUsers, extendedUsers],
  activations,
  // No test file of the two holds ratings of later users; u1.test holds 43 % of its users' ratings in the median.
  validation: { after: 658, users: 200, share: 0.43 },
  ranking: {
    minimum: 4,
    k: 10,
    units: 200,
    cdaeUnits: 50,
    epochs: 100,
    batchSize: 100,
    learningRate: 1e-3,
  },
};

/** What a short one does. */
const short: Settings = {
  ...full,
  splits: ['u1'],
  seeds: 1,
  groups: [{ ...extendedItems, models: [quickly(extendedItems.models[0]!)] }],
  activations: activations
    .filter(({ ratings }) => ratings === 'linear')
    .map((pair) => ({ ...pair, model: quickly(pair.model) })),
  ranking: { ...full.ranking, epochs: 4, learningRate: 8e-3, units: 32 },
};

/** Ratings of films predicted by autoencoders. */
export const autorecMl100k: Study = {
  name: 'autorec-ml100k',
  question:
    'How well do autoencoders of ratings predict those held out of MovieLens 100K, and recommend films that users will like?',
  paper:
    'Sedhain et al. 2015, "AutoRec", tables 1 and 2; Liang et al. 2018, "Variational autoencoders for collaborative filtering"; Wu et al. 2016 (CDAE)',
  needs: 'movielens-100k',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const data = await movielens100k({ path: sharedData('movielens-100k') });
  const splits = new Map<string, RatingSplit>();
  for (const name of settings.splits) splits.set(name, await data.split(name));
  const { train } = splits.get('u1')!;
  const held = validationPart(train, { ...settings.validation, seed: context.seed });

  const judged: Judged[] = [];
  const models: (Candidate & { readonly group: string })[] = [];
  const tested: Tested[] = [{ model: biasesAlone, errors: eachOf(splits, (split) => [biasErrors(split)]) }];
  for (const group of settings.groups) {
    const { chosen, judged: own } = await trials(group, held, context);
    judged.push(...own);
    models.push({ group: group.name, ...chosen });
    tested.push({
      model: group.name,
      errors: await testErrors(group, chosen, splits, settings.seeds, context),
    });
  }
  const activated = await activationErrors(settings.activations, held, context);
  const ranked = await rankings(await data.split('ua'), settings, context);

  return {
    claims: [...ratingClaims(tested, context), ...activationClaims(activated), ...rankingClaims(ranked)],
    configuration: {
      validation: { ...settings.validation },
      seeds: settings.seeds,
      models: models as unknown as Json,
      ranking: { ...settings.ranking },
      tested: tested.map(({ model, errors }) => ({
        model,
        ...Object.fromEntries(Object.entries(errors).map(([split, each]) => [split, [...each]])),
      })),
    },
    sections: [
      testedSection(tested, settings.splits),
      ...(judged.some(({ validation }) => validation)
        ? [validationSection(judged, validationText(settings, held))]
        : []),
      activationSection(activated, 'on the validation part'),
      rankingSection(ranked, settings.ranking.k),
    ],
  };
}

const biasesAlone = 'biases alone';

async function activationErrors(
  pairs: readonly Activations[],
  held: RatingSplit,
  context: StudyContext,
): Promise<Activated[]> {
  const found: Activated[] = [];
  for (const { ratings, hidden, published, model } of pairs) {
    const name = trainingName('activations', model.name);
    const { rmse } = await trainedErrors(name, held, model, { seed: context.seed }, context);
    const { options, training } = model;
    found.push({ ratings, hidden, published, rmse, l2: options.l2 as number, epochs: training.epochs });
  }
  return found;
}

async function rankings(
  split: RatingSplit,
  { seeds, ranking }: Settings,
  context: StudyContext,
): Promise<Record<string, RankingFigures[]>> {
  const found: Record<string, RankingFigures[]> = { popularity: [popularityFigures(split, ranking)] };
  for (const which of context.pick<readonly RankingModel[]>(rankingModels, ['Mult-VAE'])) {
    found[which] = [];
    for (let seed = context.seed; seed < context.seed + seeds; seed++) {
      found[which].push(await modelFigures(which, split, ranking, seed, context));
    }
  }
  return found;
}

function ratingClaims(tested: readonly Tested[], { quick }: StudyContext): Claim[] {
  const rmseOf = (name: string) => mean(tested.find(({ model }) => model === name)!.errors.u1!, 'rmse');
  const claim = (name: string, against: string, target: number): Claim => ({
    figure: `RMSE on u1, ${name}${against}`,
    value: rmseOf(name),
    target,
    better: 'lower',
    unit: 'stars',
  });
  const extended = claim(extendedItems.name, ' against biases alone', rmseOf(biasesAlone));
  if (quick) return [extended];
  return [
    claim(paperItems.name, '', 0.935),
    claim(paperItems.name, ' against biases alone', rmseOf(biasesAlone)),
    claim(extendedItems.name, '', 0.92),
    claim(extendedItems.name, ' against the best of published graph models', 0.905),
    extended,
    claim(extendedUsers.name, ' against biases alone', rmseOf(biasesAlone)),
  ];
}

function activationClaims(found: readonly Activated[]): Claim[] {
  const rmseOf = (f: string, g: string) =>
    found.find(({ ratings, hidden }) => ratings === f && hidden === g)?.rmse;
  return ['linear', 'sigmoid'].flatMap((ratings) => {
    const [value, target] = [rmseOf(ratings, 'sigmoid'), rmseOf(ratings, 'linear')];
    if (value === undefined || target === undefined) return [];
    const figure = `RMSE on the validation part, sigmoid hidden units against linear ones, ${ratings} ratings`;
    return [{ figure, value, target, better: 'lower' as const, unit: 'stars' }];
  });
}

function rankingClaims(found: Readonly<Record<string, readonly RankingFigures[]>>): Claim[] {
  return [
    {
      figure: 'NDCG@10 on ua, Mult-VAE against popularity',
      value: mean(found['Mult-VAE']!, 'ndcg'),
      target: mean(found.popularity!, 'ndcg'),
      better: 'higher',
      unit: '',
    },
  ];
}

function validationText({ validation: { after, users, share } }: Settings, { test }: RatingSplit): string {
  return `${users} users after the ${after}th, of whom neither test file holds a rating, lost ${100 * share} % of their ratings of the training file of u1, as users of the test file do: ${test.size.toLocaleString('en')} to choose by. The same model was then trained on the whole of each training file, and tested once for each seed.`;
}

/** A model of few units that is trained for a short while. */
function quickly({ name, options, training }: Candidate): Candidate {
  return {
    name,
    options: { ...options, hidden: [32] },
    training: { ...training, epochs: 6, batchSize: 128, learningRate: 8e-3, lastRate: 1e-3 },
  };
}

function eachOf<Value, Result>(
  map: ReadonlyMap<string, Value>,
  of: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Array.from(map, ([key, value]) => [key, of(value)]));
}

function mean<Key extends string>(values: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return values.reduce((sum, value) => sum + value[key], 0) / values.length;
}
