import { type Autoencoder, cosineDecay, type FitOptions, reconstruct } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, type Rows, takeRows } from '@autoencoders/data';
import { fashionMnist, mnist } from '@autoencoders/data/node';
import { frechetInceptionDistance } from '@autoencoders/metrics';
import { mnistFeatures } from '@autoencoders/metrics/mnist-features';
import { deepFeatureConsistentAutoencoder } from '@autoencoders/perceptual';
import { imageFeatures } from '@autoencoders/perceptual/image-features';
import { vaeGan } from '@autoencoders/vae-gan';
import { variationalAutoencoder } from '@autoencoders/variational';
import { rows } from '../image-parts.js';
import { meanSharpness } from '../mean-sharpness.js';
import {
  type Likeness,
  type SharpnessFindings,
  sharpnessClaims,
  sharpnessSection,
} from '../sharpness-findings.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';
import { type ImageFeatures, type JudgeSettings, trainedFeatures } from '../trained-features.js';

/** What a full run does. */
const full = {
  data: ['MNIST', 'Fashion-MNIST'] as ImageSet[],
  training: 20_000,
  test: 10_000,
  // Dense ones: small convolutional ones take several times the work to be as near.
  networks: { latentDim: 16, hidden: [400] },
  length: { epochs: 12, batchSize: 64, learningRate: 1e-3 },
  // A little of the pixels, against grain that the features hardly see.
  perceptual: { pixelWeight: 0.3 },
  adversarial: { discriminatorFilters: [8, 16], pixelWeight: 1, gamma: 0.1, instanceNoise: 0.3 },
  // It is the one that wins too easily.
  discriminatorRate: 1e-4,
  judge: {
    latentDim: 64,
    filters: [16, 32],
    length: { epochs: 3, batchSize: 64, learningRate: 2e-3 },
  } satisfies JudgeSettings,
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  data: ['MNIST'],
  training: 2000,
  test: 1000,
  networks: { latentDim: 16, hidden: [256] },
  length: { epochs: 4, batchSize: 32, learningRate: 2e-3 },
  perceptual: { pixelWeight: 0 },
  adversarial: { ...full.adversarial, discriminatorFilters: [4, 8], instanceNoise: 0 },
  discriminatorRate: 4e-4,
};

/** Whether what compares images in features leaves them sharper than what compares them pixel by pixel. */
export const sharpness: Study = {
  name: 'sharpness',
  question:
    'Are reconstructions that were compared in features sharper and nearer to the data than those of pixels?',
  paper:
    'Hou et al. 2017, "Deep feature consistent variational autoencoder"; Larsen et al. 2016, "Autoencoding beyond pixels using a learned similarity metric"',
  run,
};

type Settings = typeof full;
type ImageSet = keyof typeof sources;

const sources = { MNIST: mnist, 'Fashion-MNIST': fashionMnist };

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const found: SharpnessFindings[] = [];
  for (const data of settings.data) found.push(await findingsOn(data, settings, context));
  return {
    claims: found.flatMap(sharpnessClaims),
    configuration: { ...settings, judge: { ...settings.judge, length: { ...settings.judge.length } } },
    sections: found.map(sharpnessSection),
  };
}

/** Trains one model after another on images of one kind, and judges what each makes of the test images. */
async function findingsOn(
  data: ImageSet,
  settings: Settings,
  context: StudyContext,
): Promise<SharpnessFindings> {
  const images = await sources[data]();
  const training = images.train.subset(rows(0, settings.training));
  const test = images.test.subset(rows(0, settings.test));
  const judge = await judgeOf(data, { training, test }, settings, context);
  const features = imageFeatures();
  const shared = { inputShape: [...training.shape], ...settings.networks, seed: context.seed };
  const makers: Record<string, () => Autoencoder> = {
    VAE: () => variationalAutoencoder(shared),
    'DFC-VAE': () => deepFeatureConsistentAutoencoder({ ...shared, ...settings.perceptual, features }),
    'VAE-GAN': () => vaeGan({ ...shared, ...settings.adversarial }),
  };

  const originals = await meanSharpness(test);
  const models: Record<string, Likeness> = {};
  for (const [name, make] of Object.entries(makers)) {
    const model = make();
    await context.train(`${data}-${name}`, model, training, trainingOf(model, settings, training));
    const found = await likenessOf(model, test, judge);
    context.say(
      `${data}, ${name}: sharpness ${(found.sharpness / originals).toFixed(2)} of the data's, FID ${found.distance.toFixed(2)}, squared error ${found.squaredError.toFixed(1)}`,
    );
    models[name] = found;
    model.dispose();
  }
  features.dispose();
  judge.dispose();
  const shown = rows(0, pictures);
  return {
    data,
    judge: judge.what,
    count: settings.test,
    originals: {
      sharpness: originals,
      shown: { values: test.values(shown), shape: [pictures, ...test.shape] },
    },
    models,
  };
}

/** How many images are shown. */
const pictures = 24;

type Judge = Pick<ImageFeatures, 'of' | 'dispose'> & { readonly what: string };

/** Other features than any model was trained by. */
async function judgeOf(
  data: ImageSet,
  parts: { readonly training: ArrayDataset; readonly test: ArrayDataset },
  { judge }: Settings,
  context: StudyContext,
): Promise<Judge> {
  if (data === 'MNIST') {
    const network = mnistFeatures();
    return {
      of: (x) => network.apply(x) as typeof x,
      dispose: () => network.dispose(),
      what: 'the features of a classifier of digits that no model knows',
    };
  }
  const trained = await trainedFeatures(parts, judge, context);
  const error = (100 * trained.error).toFixed(1);
  return {
    ...trained,
    what: `the features of a classifier that takes ${error} % of them wrong, which no model knows`,
  };
}

/** Learning rates fall along half a cosine to a twentieth; that of a discriminator begins lower. */
function trainingOf(
  { phases }: Autoencoder,
  { length: { epochs, batchSize, learningRate }, discriminatorRate }: Settings,
  { size }: ArrayDataset,
): Pick<FitOptions, 'epochs' | 'batchSize' | 'learningRate'> {
  const steps = epochs * Math.ceil(size / batchSize);
  const falling = (rate: number) => cosineDecay(rate, steps, rate / 20);
  const rates = phases.map(({ name }) => [
    name,
    falling(name === 'discriminator' ? discriminatorRate : learningRate),
  ]);
  return { epochs, batchSize, learningRate: Object.fromEntries(rates) };
}

async function likenessOf(model: Autoencoder, test: ArrayDataset, judge: Judge): Promise<Likeness> {
  const reconstructions = await reconstruct(model, test);
  const images = arrayDataset({ x: reconstructions.values, shape: test.shape });
  return {
    sharpness: await meanSharpness(images),
    distance: await frechetInceptionDistance(judge.of, test, images),
    squaredError: squaredErrorOf(test, reconstructions),
    shown: takeRows(reconstructions, rows(0, pictures)),
  };
}

/** Summed over pixels, averaged over images. */
function squaredErrorOf(images: ArrayDataset, { values }: Rows): number {
  const expected = images.values(rows(0, images.size));
  return values.reduce((sum, value, i) => sum + (value - expected[i]!) ** 2, 0) / images.size;
}
