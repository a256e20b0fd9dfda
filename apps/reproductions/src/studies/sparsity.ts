import { type Autoencoder, evaluate } from '@autoencoders/core';
import type { ArrayDataset } from '@autoencoders/data';
import { filtersSection, type ReportSection, viewSections } from '@autoencoders/report';
import { sparseAutoencoder, unitActivity } from '@autoencoders/sparse';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { cosineTraining, type TrainingLength } from '../cosine-training.js';
import { type ImageData, imageParts, rows } from '../image-parts.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 50_000, test: 10_000 },
  kl: { units: 64, hidden: [256], target: 0.05, weight: 1.5, epochs: 25, batchSize: 128, learningRate: 3e-3 },
  topK: {
    units: 4096,
    k: 64,
    auxiliaryK: 256,
    deadAfter: 10_000,
    epochs: 8,
    batchSize: 256,
    learningRate: 1e-3,
  },
};

/** What a short one does. */
const short: typeof full = {
  sizes: { data: 'mnist', training: 2000, test: 500 },
  kl: { units: 16, hidden: [64], target: 0.05, weight: 50, epochs: 20, batchSize: 50, learningRate: 5e-3 },
  topK: {
    units: 512,
    k: 64,
    auxiliaryK: 64,
    deadAfter: 2000,
    epochs: 10,
    batchSize: 50,
    learningRate: 2e-3,
  },
};

/** Whether sparse codes are as sparse as they are asked to be, and what that costs. */
export const sparsity: Study = {
  name: 'sparsity',
  question: 'Do sparse codes reach the sparsity asked for, at what cost, and without dead units?',
  paper:
    'Ng 2011, "Sparse autoencoder", section 3; Gao et al. 2024, "Scaling and evaluating sparse autoencoders", section 2.4',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const { kl, topK, sizes } = settings;
  const { training, test } = await imageParts(sizes);
  const shared = { inputShape: [28, 28, 1], seed: context.seed };
  const narrow = {
    ...shared,
    latentDim: kl.units,
    hidden: kl.hidden,
    codeActivation: 'sigmoid' as const,
  };
  const train = (name: string, model: Autoencoder, length: TrainingLength) =>
    context.train(name, model, training, cosineTraining(length, training));

  const plain = undercompleteAutoencoder(narrow);
  const sparse = sparseAutoencoder({ ...narrow, sparsity: 'kl', target: kl.target, weight: kl.weight });
  const wide = sparseAutoencoder({
    ...shared,
    latentDim: topK.units,
    sparsity: 'topK',
    k: topK.k,
    auxiliaryK: topK.auxiliaryK,
    deadAfter: topK.deadAfter,
  });
  await train('unregularised', plain, kl);
  await train('kl', sparse, kl);
  await train('top-k', wide, topK);

  const errors = {
    unregularised: (await evaluate(plain, test)).squaredError!,
    kl: (await evaluate(sparse, test)).squaredError!,
    'top-k': (await evaluate(wide, test)).squaredError!,
  };
  const activity = await unitActivity(sparse, test, { above: 0.1 });
  const used = await unitActivity(wide, training);
  const meanActivation = average(activity.mean);
  const plainActivity = await unitActivity(plain, test, { above: 0.1 });
  const sections = [
    {
      title: 'Codes',
      tables: [
        {
          caption: 'Measured on test images; the activity of the top-k code on the training images',
          columns: ['model', 'units', 'mean activation', 'active units', 'dead, %', 'squared error'],
          rows: [
            [
              'unregularised',
              kl.units,
              average(plainActivity.mean),
              plainActivity.activePerExample,
              100 * plainActivity.deadShare,
              errors.unregularised,
            ],
            ['KL', kl.units, meanActivation, activity.activePerExample, 100 * activity.deadShare, errors.kl],
            [
              'top-k',
              topK.units,
              average(used.mean),
              used.activePerExample,
              100 * used.deadShare,
              errors['top-k'],
            ],
          ],
        },
      ],
    },
    ...(await picturesOf('KL', sparse, test, context.seed)),
    ...(await picturesOf('top-k', wide, test, context.seed)),
  ];
  for (const model of [plain, sparse, wide]) model.dispose();

  return {
    claims: [
      {
        figure: `distance of the mean activation from its target of ${kl.target}, KL`,
        value: Math.abs(meanActivation - kl.target),
        target: context.pick(0.01, 0.02),
        better: 'lower',
        unit: '',
      },
      {
        figure: 'reconstruction loss on test images over that of the unregularised one, KL',
        value: errors.kl / errors.unregularised,
        target: context.pick(1.1, 1.5),
        better: 'lower',
        unit: 'times',
      },
      {
        figure: `dead units of ${topK.units.toLocaleString('en')} on the training images, top-k`,
        value: 100 * used.deadShare,
        target: context.pick(1, 5),
        better: 'lower',
        unit: '%',
      },
    ],
    configuration: settings,
    sections,
  };
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The filters of a model and what it shows of itself. */
async function picturesOf(
  name: string,
  model: Autoencoder,
  test: ArrayDataset,
  seed: number,
): Promise<ReportSection[]> {
  const examples = { values: test.values(rows(0, 100)), shape: [100, 28, 28, 1] };
  const sections = [await filtersSection(model), ...(await viewSections(model, examples, seed))];
  return sections.flatMap((section) => (section ? [{ ...section, title: `${section.title}, ${name}` }] : []));
}
