import type { FitOptions } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, digits, swissRoll } from '@autoencoders/data';
import {
  type ComparedReduction,
  compareReductions,
  comparisonTable,
  isomapReducer,
  ldaReducer,
  pcaReducer,
  reducer,
  umapReducer,
} from '@autoencoders/reduction';
import { mapsSection, type ReportSection } from '@autoencoders/report';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { cosineTraining, type TrainingLength } from '../cosine-training.js';
import { rows } from '../image-parts.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  examples: { digits: 1797, 'swiss-roll': 2000 },
  hidden: [128, 64],
  nonlinear: { epochs: 300, batchSize: 64, learningRate: 3e-3 },
  linear: { epochs: 200, batchSize: 64, learningRate: 1e-2 },
};

/** What a short one does. */
const short: typeof full = {
  examples: { digits: 600, 'swiss-roll': 600 },
  hidden: [64, 32],
  nonlinear: { epochs: 120, batchSize: 32, learningRate: 5e-3 },
  linear: { epochs: 120, batchSize: 64, learningRate: 2e-2 },
};

type SetName = keyof typeof full.examples;

/** Two dimensions of an autoencoder beside those of other methods. */
export const reduction: Study = {
  name: 'reduction',
  question: 'What do two dimensions of an autoencoder keep, beside those of PCA, LDA, ISOMAP and UMAP?',
  paper:
    'Bank, Koenigstein and Giryes 2020, "Autoencoders", section on dimensionality reduction; Hinton and Salakhutdinov 2006; Baldi and Hornik 1989 (linear)',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const claims: Claim[] = [];
  const sections: ReportSection[] = [];
  for (const name of ['digits', 'swiss-roll'] as const) {
    const { data, labels } = await dataOf(name, settings.examples[name], context.seed);
    const results = await compareReductions(reducers(name, data, settings, context), data, {
      labels,
      neighbors: 5,
      seed: context.seed,
      ...signalOf(context),
    });
    claims.push(...claimsOf(name, results));
    sections.push(tableSection(name, results), mapSection(name, results, labels));
  }
  return { claims, configuration: { ...settings, examples: { ...settings.examples } }, sections };
}

/** Centred examples, and a class of each: the digit, or the tenth of the roll. */
async function dataOf(
  name: SetName,
  count: number,
  seed: number,
): Promise<{ data: ArrayDataset; labels: Int32Array }> {
  if (name === 'digits') {
    const all = digits({ flatten: true }).subset(rows(0, count));
    return { data: centred(all), labels: Int32Array.from(all.targets(rows(0, count))!) };
  }
  const { data, position } = await swissRoll({ examples: count, noise: 0, seed });
  const order = Array.from(position.keys()).sort((a, b) => position[a]! - position[b]!);
  const labels = new Int32Array(count);
  for (const [rank, row] of order.entries()) labels[row] = Math.floor((10 * rank) / count);
  return { data: centred(data), labels };
}

/** Mean 0 of each feature and variance 1 over all of them, which leaves the geometry as it is. */
function centred(data: ArrayDataset): ArrayDataset {
  const x = data.values(rows(0, data.size));
  const width = x.length / data.size;
  const means = new Float64Array(width);
  for (let at = 0; at < x.length; at++) means[at % width]! += x[at]! / data.size;
  let variance = 0;
  for (let at = 0; at < x.length; at++) {
    x[at]! -= means[at % width]!;
    variance += x[at]! ** 2 / x.length;
  }
  return arrayDataset({ x: x.map((value) => value / Math.sqrt(variance)), shape: data.shape });
}

function reducers(
  name: SetName,
  data: ArrayDataset,
  { hidden, nonlinear, linear }: typeof full,
  context: StudyContext,
) {
  const training = (what: string, length: TrainingLength): FitOptions => ({
    ...context.options(`${name}-${what}`),
    ...cosineTraining(length, data),
  });
  const shared = { inputShape: [...data.shape], latentDim: 2, seed: context.seed };
  return {
    autoencoder: reducer(undercompleteAutoencoder({ ...shared, hidden: [...hidden], activation: 'elu' }), {
      training: training('nonlinear', nonlinear),
    }),
    'linear autoencoder': reducer(undercompleteAutoencoder({ ...shared, hidden: [] }), {
      training: training('linear', linear),
    }),
    PCA: pcaReducer({ dimensions: 2 }),
    LDA: ldaReducer({ dimensions: 2 }),
    ISOMAP: isomapReducer({ dimensions: 2, neighbors: 12 }),
    UMAP: umapReducer({ dimensions: 2, seed: context.seed }),
  };
}

function signalOf(context: StudyContext) {
  const { signal } = context.options('comparison');
  return signal ? { signal } : {};
}

function claimsOf(name: SetName, results: Readonly<Record<string, ComparedReduction>>): Claim[] {
  const [own, linear, pca] = ['autoencoder', 'linear autoencoder', 'PCA'].map(
    (which) => results[which]!.measures,
  );
  return [
    {
      figure: `reconstruction error, ${name}, autoencoder against PCA`,
      value: own!.reconstructionError!,
      target: pca!.reconstructionError!,
      better: 'lower',
      unit: '',
    },
    {
      figure: `trustworthiness, ${name}, autoencoder against PCA`,
      value: own!.trustworthiness,
      target: pca!.trustworthiness,
      better: 'higher',
      unit: '',
    },
    {
      figure: `reconstruction error, ${name}, linear autoencoder above that of PCA`,
      value: 100 * (linear!.reconstructionError! / pca!.reconstructionError! - 1),
      target: 0.1,
      better: 'lower',
      unit: '%',
    },
  ];
}

function tableSection(name: SetName, results: Readonly<Record<string, ComparedReduction>>): ReportSection {
  const figures = [
    'trustworthiness',
    'continuity',
    'shepardCorrelation',
    'knnAccuracy',
    'reconstructionError',
    'seconds',
  ] as const;
  return {
    title: `Two dimensions of ${name}`,
    tables: [
      {
        caption:
          'Neighbourhoods of 5; the reconstruction error is the mean over features of total variance 1',
        columns: [
          'method',
          'trustworthiness',
          'continuity',
          'Shepard correlation',
          'k-NN accuracy',
          'reconstruction error',
          'seconds',
        ],
        rows: comparisonTable(results).map((row) => [
          row.name,
          ...figures.map((figure) => row[figure] ?? ''),
        ]),
      },
    ],
  };
}

function mapSection(
  name: SetName,
  results: Readonly<Record<string, ComparedReduction>>,
  labels: Int32Array,
): ReportSection {
  const maps = Object.entries(results).map(
    ([which, { embedding }]) => [which, { points: embedding }] as const,
  );
  return mapsSection(Object.fromEntries(maps), { title: `Maps of ${name}`, labels });
}
