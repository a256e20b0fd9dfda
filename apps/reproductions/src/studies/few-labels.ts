import { classifier, semiSupervised } from '@autoencoders/classifier';
import { type Autoencoder, evaluate, load, memoryStore, save } from '@autoencoders/core';
import type { ArrayDataset, Dataset } from '@autoencoders/data';
import { denoisingAutoencoder, maskingCorruption } from '@autoencoders/denoising';
import type { ReportSection } from '@autoencoders/report';
import { cosineTraining, type TrainingLength } from '../cosine-training.js';
import { type ImageData, type ImageParts, imageParts } from '../image-parts.js';
import { type Interval, intervalOf } from '../interval.js';
import { someOfEachClass } from '../some-of-each-class.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** How many labels, and how long a classifier is trained on them. */
interface Labels extends TrainingLength {
  readonly labels: number;
}

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  seeds: 5,
  units: 500,
  corruption: maskingCorruption({ rate: 0.4 }),
  pretraining: { epochs: 8, batchSize: 128, learningRate: 1e-3 },
  cases: [
    { labels: 100, epochs: 100, batchSize: 20, learningRate: 3e-3 },
    { labels: 1000, epochs: 50, batchSize: 50, learningRate: 3e-3 },
    { labels: 10_000, epochs: 20, batchSize: 100, learningRate: 3e-3 },
  ] as readonly Labels[],
  joint: { labels: 1000, labelledShare: 0.25, reconstructionWeight: 0.02 },
  jointTraining: { epochs: 6, batchSize: 128, learningRate: 1e-3 },
};

/** What a short one does. */
const short: typeof full = {
  sizes: { data: 'digits', training: 1200, test: 597 },
  seeds: 2,
  units: 200,
  corruption: maskingCorruption({ rate: 0.4 }),
  pretraining: { epochs: 40, batchSize: 50, learningRate: 2e-3 },
  cases: [{ labels: 50, epochs: 100, batchSize: 10, learningRate: 3e-3 }],
  joint: { labels: 50, labelledShare: 0.25, reconstructionWeight: 0.1 },
  jointTraining: { epochs: 40, batchSize: 50, learningRate: 1e-3 },
};

/** What unlabelled images are worth to a classifier with few labels. */
export const fewLabels: Study = {
  name: 'few-labels',
  question:
    'How many digits does a classifier with few labels take wrong, with and without the other images?',
  paper:
    'Bank, Koenigstein and Giryes 2020, "Autoencoders", section on classification; Erhan et al. 2010, "Why does unsupervised pre-training help deep learning?"',
  run,
};

/** Errors on test images in per cent, one for each seed, by what was trained. */
type Errors = Map<string, number[]>;

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const parts = await imageParts(settings.sizes);
  const errors: Errors = new Map();
  for (let index = 0; index < settings.seeds; index++) {
    await runSeed(context.seed + index, parts, settings, errors, context);
  }
  const { cases, joint } = settings;
  const gains = cases.map(({ labels }) => ({
    what: `pretraining, ${labels.toLocaleString('en')} labels`,
    saved: saved(errors, name('scratch', labels), name('pretrained', labels)),
  }));
  gains.push({
    what: `training jointly with reconstruction, ${joint.labels.toLocaleString('en')} labels`,
    saved: saved(errors, name('scratch', joint.labels), name('joint', joint.labels)),
  });
  return {
    claims: gains.map(({ what, saved }) => claimOf(what, saved, context)),
    configuration: {
      ...settings,
      cases: cases.map((length) => ({ ...length })),
      corruption: { ...settings.corruption },
    },
    sections: [resultSection(errors)],
  };
}

const name = (trained: string, labels: number) => `${trained}, ${labels.toLocaleString('en')} labels`;

async function runSeed(
  seed: number,
  { training, test }: ImageParts,
  settings: typeof full,
  errors: Errors,
  context: StudyContext,
): Promise<void> {
  const { units, corruption, pretraining, cases, joint, jointTraining } = settings;
  const create = () =>
    denoisingAutoencoder({
      inputShape: [...training.shape],
      architecture: 'tied',
      hidden: [],
      latentDim: units,
      codeActivation: 'sigmoid',
      loss: 'bernoulli',
      corruption,
      seed,
    });
  const pretrained = memoryStore();
  const autoencoder = create();
  await context.train(`seed-${seed}-pretraining`, autoencoder, training, {
    ...cosineTraining(pretraining, training),
    seed,
  });
  await save(autoencoder, pretrained);
  autoencoder.dispose();

  const measure = async (
    what: string,
    labels: number,
    on: Autoencoder,
    options: Omit<Parameters<typeof classifier>[1], 'classes' | 'seed'>,
    data: Dataset,
    length: TrainingLength,
  ) => {
    const digits = classifier(on, { classes: 10, seed, ...options });
    await context.train(`seed-${seed}-${what}-${labels}`, digits, data, {
      ...cosineTraining(length, data),
      seed,
    });
    const error = 100 * (await evaluate(digits, test)).error!;
    digits.dispose();
    on.dispose();
    errors.set(name(what, labels), [...(errors.get(name(what, labels)) ?? []), error]);
    context.say(`seed ${seed}, ${name(what, labels)}: ${error.toFixed(2)} % of the test images wrong`);
  };

  for (const { labels, ...length } of cases) {
    const labelled = labelledPart(training, labels, seed);
    await measure('scratch', labels, create(), { mode: 'fine-tune' }, labelled, length);
    const again = await load(pretrained, [denoisingAutoencoder]);
    await measure('pretrained', labels, again, { mode: 'fine-tune' }, labelled, length);
  }
  const { labels, labelledShare, reconstructionWeight } = joint;
  const mixed = semiSupervised(labelledPart(training, labels, seed), training, { labelledShare });
  await measure('joint', labels, create(), { mode: 'joint', reconstructionWeight }, mixed, jointTraining);
}

function labelledPart(training: ArrayDataset, labels: number, seed: number): ArrayDataset {
  return training.subset(someOfEachClass(training, labels / 10, seed));
}

/** By how much the error falls from one training to another, over the seeds. */
function saved(errors: Errors, from: string, to: string): Interval {
  const after = errors.get(to)!;
  return intervalOf(errors.get(from)!.map((before, index) => before - after[index]!));
}

/** Two seeds of a short form tell a direction and no interval. */
function claimOf(what: string, { mean, lower }: Interval, { quick }: StudyContext): Claim {
  return {
    figure: quick
      ? `test error saved by ${what}`
      : `test error saved by ${what}, lower end of the 95 % interval over the seeds`,
    value: quick ? mean : lower,
    target: 0,
    better: 'higher',
    unit: 'percentage points',
  };
}

function resultSection(errors: Errors): ReportSection {
  return {
    title: 'Test errors',
    text: [
      'Each seed draws its own labelled images, weights and order. Intervals are those of Student for the mean over the seeds.',
    ],
    tables: [
      {
        caption: 'Wrong digits among the test images, in per cent',
        columns: [
          'trained',
          'mean',
          '95 % interval',
          ...[...errors.values()][0]!.map((_, index) => `seed ${index + 1}`),
        ],
        rows: [...errors].map(([trained, values]) => {
          const { mean, lower, upper } = intervalOf(values);
          return [trained, mean, `${lower.toFixed(2)} to ${upper.toFixed(2)}`, ...values];
        }),
      },
    ],
  };
}
