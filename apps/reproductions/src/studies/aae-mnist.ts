import { adversarialAutoencoder, semiSupervisedAdversarialAutoencoder } from '@autoencoders/adversarial';
import { randomSource } from '@autoencoders/backend';
import { type Autoencoder, encode, evaluate, weightAverage } from '@autoencoders/core';
import { augmentImages, type Dataset, semiSupervised } from '@autoencoders/data';
import { gaussianCorruption } from '@autoencoders/layers';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { codeSection, type JudgedCodes, labelSection, priorClaims } from '../adversarial-findings.js';
import { classesInStyles } from '../class-and-style.js';
import { cosineTraining } from '../cosine-training.js';
import type { ImageData, ImageParts } from '../image-parts.js';
import { mixedParts } from '../mixed-parts.js';
import { phasedTraining } from '../phased-training.js';
import { priorTests, standardized } from '../prior-tests.js';
import { someOfEachClass } from '../some-of-each-class.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  codes: {
    networks: { latentDim: 4, hidden: [500, 250] },
    game: {
      discriminatorHidden: [250, 250],
      gradientPenalty: 'r1' as const,
      gradientPenaltyWeight: 0.5,
      minibatchStandardDeviation: true,
    },
    length: { epochs: 25, batchSize: 128 },
    learningRates: { reconstruction: 1e-3, discriminator: 4e-3, regularization: 1e-3 },
    /** What averages of the weights keep at each step. */
    decay: 0.999,
  },
  tests: {
    /** Codes in each test of the claims. */
    count: 500,
    permutations: 1000,
    /** And in those of the table: a test for each part of the test images, of `most` parts at most. */
    counts: [250, 500, 1000, 2000],
    most: 10,
  },
  labels: {
    labels: 1000,
    labelledShare: 0.25,
    augmentation: { rotation: 8, shift: 0.07 },
    networks: {
      latentDim: 10,
      hidden: [500, 500],
      discriminatorHidden: [100, 100],
      gradientPenalty: 'r1' as const,
      gradientPenaltyWeight: 0.1,
      corruption: gaussianCorruption({ standardDeviation: 0.3 }),
    },
    length: { epochs: 30, batchSize: 128 },
    learningRates: {
      reconstruction: 5e-4,
      styleDiscriminator: 2e-3,
      classDiscriminator: 2e-3,
      regularization: 5e-4,
      classification: 2e-3,
    },
    alone: { epochs: 200, batchSize: 50, learningRate: 2e-3 },
  },
};

type Settings = typeof full;

/** What a short one does. */
const short: Settings = {
  sizes: { data: 'digits', training: 1200, test: 597 },
  codes: {
    ...full.codes,
    networks: { latentDim: 6, hidden: [64] },
    game: { ...full.codes.game, discriminatorHidden: [100, 100] },
    length: { epochs: 60, batchSize: 100 },
    learningRates: { reconstruction: 1e-3, discriminator: 4e-3, regularization: 2e-3 },
    decay: 0.98,
  },
  tests: { ...full.tests, count: 199, counts: [199, 298, 597], most: 3 },
  labels: {
    ...full.labels,
    labels: 20,
    augmentation: { rotation: 0, shift: 0 },
    networks: { ...full.labels.networks, latentDim: 4, hidden: [64], discriminatorHidden: [64] },
    length: { epochs: 20, batchSize: 66 },
    learningRates: {
      reconstruction: 3e-3,
      styleDiscriminator: 3e-3,
      classDiscriminator: 3e-3,
      regularization: 3e-3,
      classification: 3e-3,
    },
    alone: { epochs: 60, batchSize: 20, learningRate: 3e-3 },
  },
};

/** Whether a discriminator gives codes the distribution of the prior, and what a class in the code does with few labels. */
export const aaeMnist: Study = {
  name: 'aae-mnist',
  question:
    'Are the codes of an adversarial autoencoder distributed as its prior, and how many digits does a semi-supervised one take wrong after 1,000 labels?',
  paper:
    'Makhzani et al. 2015, "Adversarial autoencoders", sections 2 and 5, table 2 (1.60 % of 1,000 labels)',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const parts = await mixedParts(settings.sizes, context.seed);
  const judged = await judgedCodes(parts, settings, context);
  const { errors, images } = await trainedWithLabels(parts, settings, context);
  return {
    claims: [...priorClaims(judged, settings.tests.count), ...errorClaims(errors, settings, context)],
    configuration: {
      ...settings,
      labels: {
        ...settings.labels,
        networks: { ...settings.labels.networks, corruption: { ...settings.labels.networks.corruption } },
      },
    },
    sections: [
      codeSection(judged, parts.test),
      labelSection(
        { 'labelled images alone': errors.alone, 'semi-supervised': errors.semiSupervised },
        images,
        settings.labels.labels,
      ),
    ],
  };
}

/** Trains an adversarial and a plain autoencoder of the same networks, and tests their codes of the test images. */
async function judgedCodes(
  { training, test }: ImageParts,
  { codes, tests }: Settings,
  context: StudyContext,
): Promise<JudgedCodes[]> {
  const { networks, game, length, learningRates, decay } = codes;
  const { seed } = context;
  const shared = { inputShape: [...training.shape], ...networks, seed };
  const models: Record<string, Autoencoder> = {
    adversarial: adversarialAutoencoder({ ...shared, ...game }),
    plain: undercompleteAutoencoder(shared),
  };
  const found: JudgedCodes[] = [];
  for (const [name, model] of Object.entries(models)) {
    const phases = model.phases.map((phase) => phase.name as keyof typeof learningRates);
    await context.train(`codes-${name}`, model, training, {
      ...phasedTraining(
        {
          ...length,
          learningRates: Object.fromEntries(phases.map((phase) => [phase, learningRates[phase]])),
        },
        training,
      ),
      callbacks: [weightAverage({ networks: ['encoder', 'decoder'], decay })],
    });
    const asTheyAre = await encode(model, test);
    const { squaredError } = await evaluate(model, test);
    for (const [how, some] of [
      ['as they are', asTheyAre],
      ['standardised', await standardized(asTheyAre)],
    ] as const) {
      const pValues: JudgedCodes['pValues'][number][] = [];
      for (const count of tests.counts) {
        const number = Math.min(tests.most, Math.floor(test.size / count));
        const { permutations } = tests;
        const values = await priorTests(some, { count, tests: number, permutations, seed });
        context.say(`codes, ${name}, ${how}, ${count}: p = ${values.map((p) => p.toFixed(3)).join(', ')}`);
        pValues.push({ count, values });
      }
      found.push({ name, how, codes: some, squaredError: squaredError!, pValues });
    }
    model.dispose();
  }
  return found;
}

/** Test errors in per cent, by what was trained on. */
interface Errors {
  readonly alone: number;
  readonly semiSupervised: number;
}

/** Trains the same encoder on the labelled images alone, and with all others beside them. */
async function trainedWithLabels({ training, test }: ImageParts, settings: Settings, context: StudyContext) {
  const { labels, labelledShare, augmentation, networks, length, learningRates, alone } = settings.labels;
  const { seed } = context;
  const create = () =>
    semiSupervisedAdversarialAutoencoder({
      inputShape: [...training.shape],
      classes: 10,
      ...networks,
      seed,
    });
  const moved = (data: Dataset) =>
    augmentation.rotation > 0 || augmentation.shift > 0
      ? augmentImages(data, { ...augmentation, seed })
      : data;
  const errorOf = async (model: Autoencoder) => 100 * (await evaluate(model, test)).error!;

  const labelled = training.subset(someOfEachClass(training, labels / 10, seed));
  const first = create();
  const supervised = { ...first, phases: first.phases.filter(({ name }) => name === 'classification') };
  const few = moved(labelled);
  await context.train('labels-alone', supervised, few, cosineTraining(alone, few));
  const errorAlone = await errorOf(first);
  first.dispose();
  context.say(`labelled images alone: ${errorAlone.toFixed(2)} % of the test images wrong`);

  const model = create();
  const mixed = moved(semiSupervised(labelled, training, { labelledShare }));
  await context.train(
    'labels-semi-supervised',
    model,
    mixed,
    phasedTraining({ ...length, learningRates }, mixed),
  );
  const errors: Errors = { alone: errorAlone, semiSupervised: await errorOf(model) };
  context.say(`semi-supervised: ${errors.semiSupervised.toFixed(2)} % of the test images wrong`);
  const images = await classesInStyles(
    model.decode,
    { classes: 10, latentDim: networks.latentDim, styles: 8 },
    randomSource(seed),
  );
  model.dispose();
  return { errors, images };
}

function errorClaims(
  { alone, semiSupervised }: Errors,
  { labels: { labels } }: Settings,
  { quick }: StudyContext,
): Claim[] {
  const figure = `test error, semi-supervised, ${labels.toLocaleString('en')} labels`;
  const shared = { value: semiSupervised, better: 'lower' as const, unit: '%' };
  return [
    // The figure of the paper is of MNIST.
    ...(quick ? [] : [{ figure, target: 3, ...shared }]),
    { figure: `${figure}, against the same encoder trained on them alone`, target: alone, ...shared },
  ];
}
