import { type RandomSource, randomSource } from '@autoencoders/backend';
import { evaluate } from '@autoencoders/core';
import { arrayDataset, concatenateRows, type Rows, rowsOfTensor } from '@autoencoders/data';
import { fashionMnist } from '@autoencoders/data/node';
import { frechetInceptionDistance } from '@autoencoders/metrics';
import { mnistFeatures } from '@autoencoders/metrics/mnist-features';
import { imageGrid, imagePairs } from '@autoencoders/report';
import { variationalAutoencoder } from '@autoencoders/variational';
import {
  codebookUsage,
  codePrior,
  type VectorQuantizedAutoencoder,
  vectorQuantizedAutoencoder,
} from '@autoencoders/vector-quantized';
import * as tf from '@tensorflow/tfjs';
import { cosineTraining } from '../cosine-training.js';
import { type ImageFeatures, type JudgeSettings, trainedFeatures } from '../garment-features.js';
import { firstRows, rows } from '../image-parts.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  training: 60_000,
  test: 10_000,
  samples: 5000,
  filters: [32, 64],
  // Wider fields of view: with less, codes of empty ground have nothing to tell.
  residual: true,
  quantized: { codes: 128, codeDim: 16, commitment: 1, decay: 0.99 },
  length: { epochs: 6, batchSize: 128, learningRate: 2e-3 },
  // The first of the weights of the divergence makes the code of the VAE cost at least what that of the VQ-VAE does.
  continuous: { latentDim: 256, betas: [0.02, 1] },
  prior: { filters: 32, layers: 3, embedding: 16 },
  priorLength: { epochs: 8, batchSize: 128, learningRate: 2e-3 },
  judge: {
    latentDim: 64,
    filters: [16, 32],
    length: { epochs: 4, batchSize: 64, learningRate: 2e-3 },
  } as JudgeSettings | undefined,
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  training: 3000,
  test: 500,
  samples: 300,
  filters: [16, 32],
  residual: false,
  quantized: { codes: 32, codeDim: 8, commitment: 1, decay: 0.9 },
  length: { epochs: 10, batchSize: 50, learningRate: 3e-3 },
  continuous: { latentDim: 128, betas: [0.037] },
  prior: { filters: 8, layers: 1, embedding: 8 },
  priorLength: { epochs: 4, batchSize: 50, learningRate: 5e-3 },
  judge: undefined,
};

/** Discrete codes of garments: how many are used, what they cost and tell, and what a prior over them draws. */
export const vqvaeFashion: Study = {
  name: 'vqvae-fashion',
  question:
    'Do discrete codes tell more of an image than continuous ones of the same cost, and can they be drawn?',
  paper:
    'van den Oord, Vinyals and Kavukcuoglu 2017, "Neural discrete representation learning"; van den Oord et al. 2016 (gated PixelCNN)',
  run,
};

type Settings = typeof full;

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const { seed } = context;
  const all = await fashionMnist();
  const training = all.train.subset(rows(0, settings.training));
  const test = all.test.subset(rows(0, settings.test));
  const judge = await judgeOf(settings, (given) => trainedFeatures({ training, test }, given, context));
  const shared = {
    inputShape: [...training.shape],
    architecture: 'convolutional' as const,
    filters: settings.filters,
    residual: settings.residual,
    seed,
  };

  const model = vectorQuantizedAutoencoder({ ...shared, ...settings.quantized });
  await context.train('vq-vae', model, training, cosineTraining(settings.length, training));
  const { counts, perplexity, dead } = await codebookUsage(model, test);
  const places = model.indexShape.reduce((a, b) => a * b, 1);
  const budget = places * Math.log(settings.quantized.codes);
  const quantized = await evaluate(model, test);
  context.say(
    `VQ-VAE: perplexity ${perplexity.toFixed(1)}, squared error ${quantized.squaredError!.toFixed(2)}`,
  );

  const continuous: Continuous[] = [];
  for (const beta of settings.continuous.betas) {
    const vae = variationalAutoencoder({ ...shared, latentDim: settings.continuous.latentDim, beta });
    await context.train(`vae-${beta}`, vae, training, cosineTraining(settings.length, training));
    const { squaredError, reconstruction, kl } = await evaluate(vae, test, { seed });
    continuous.push({ beta, squaredError: squaredError!, reconstruction: reconstruction!, kl: kl! });
    context.say(
      `VAE, beta ${beta}: squared error ${squaredError!.toFixed(2)}, ${kl!.toFixed(0)} nats of ${budget.toFixed(0)}`,
    );
    vae.dispose();
  }

  const prior = codePrior(model, { ...settings.prior, seed });
  await context.train('prior', prior, training, cosineTraining(settings.priorLength, training));
  const { codeNegativeLogLikelihood } = await evaluate(prior, test);
  const draws = {
    'PixelCNN prior': (count: number, step: number) =>
      prior.sample(count, { random: randomSource(seed, step) }),
    'codes at random, as often as they are used': (count: number, step: number) =>
      model.decodeIndices(codesAtRandom(counts, [count, ...model.indexShape], randomSource(seed, step))),
    'codes at random': (count: number, step: number) =>
      model.decode(model.samplePrior(count, randomSource(seed, step))),
  };
  const drawn: Drawn[] = [];
  for (const [name, draw] of Object.entries(draws)) {
    const samples = await sampled(settings.samples, draw);
    const generated = arrayDataset({ x: samples.values, shape: training.shape });
    const distance = await frechetInceptionDistance(judge.of, test, generated);
    context.say(`${name}: FID ${distance.toFixed(1)}`);
    drawn.push({ name, distance, samples: firstRows(samples, 60) });
  }
  const reconstructions = await reconstructionsOf(model, test.values(rows(0, shown)));
  for (const each of [judge, prior, model]) each.dispose();

  return {
    claims: claimsOf(),
    configuration: { ...settings, judge: jsonOf(settings.judge) },
    sections: [
      {
        title: 'Codes',
        text: [
          `${places} codes of ${settings.quantized.codes} cost ${budget.toFixed(0)} nats, told one by one; the prior tells them in ${codeNegativeLogLikelihood!.toFixed(0)}. On the test images ${dead.length} codes are not used.`,
          'A VAE pays for its code by the divergence from its prior, the less that weighs the more; with the least weight it pays at least what the codes cost.',
        ],
        tables: [
          {
            caption: 'Reconstruction of the test images; cost and negative log-likelihood in nats',
            columns: ['model', 'cost of a code', 'squared error', '-log p(x | z)'],
            rows: [
              ['VQ-VAE', budget, quantized.squaredError!, quantized.reconstruction!],
              ...continuous.map(({ beta, kl, squaredError, reconstruction }) => [
                `VAE, β = ${beta}`,
                kl,
                squaredError,
                reconstruction,
              ]),
            ],
          },
        ],
        pictures: [
          {
            picture: imagePairs(
              { values: test.values(rows(0, shown)), shape: [shown, ...test.shape] },
              reconstructions,
              { columns: 12 },
            ),
            caption: 'Test images, each with its reconstruction below',
          },
        ],
      },
      {
        title: 'Samples',
        text: [
          `The Fréchet distance of ${settings.samples.toLocaleString('en')} samples to the test images, by ${judge.what}.`,
        ],
        tables: [
          {
            caption: 'Fréchet distance; less is better',
            columns: ['codes from', 'distance'],
            rows: drawn.map(({ name, distance }) => [name, distance]),
          },
        ],
        pictures: drawn.map(({ name, samples }) => ({
          picture: imageGrid(samples, { columns: 12 }),
          caption: name,
        })),
      },
    ],
  };

  function claimsOf(): Claim[] {
    const [matched] = continuous;
    const [first, frequent, uniform] = drawn;
    const distance = (figure: string, { distance: target }: Drawn): Claim => ({
      figure: `FID of samples from the PixelCNN prior, against ${figure}`,
      value: first!.distance,
      target,
      better: 'lower',
      unit: '',
    });
    return [
      {
        figure: `perplexity of ${settings.quantized.codes} codes on the test images`,
        value: perplexity,
        target: settings.quantized.codes / 2,
        better: 'higher',
        unit: 'codes',
      },
      {
        figure: 'squared error of the VQ-VAE, against a VAE whose code costs no less',
        value: quantized.squaredError!,
        target: matched!.squaredError,
        better: 'lower',
        unit: '',
      },
      {
        figure: 'what the code of that VAE costs, against that of the VQ-VAE',
        value: matched!.kl,
        target: budget,
        better: 'higher',
        unit: 'nats',
      },
      distance('codes at random', uniform!),
      distance('codes at random, as often as they are used', frequent!),
    ];
  }
}

interface Continuous {
  readonly beta: number;
  readonly squaredError: number;
  readonly reconstruction: number;
  readonly kl: number;
}

interface Drawn {
  readonly name: string;
  readonly distance: number;
  readonly samples: Rows;
}

const shown = 36;

const jsonOf = (judge: JudgeSettings | undefined) =>
  judge ? { ...judge, length: { ...judge.length } } : null;

/** The features of garments that are trained here, or those of digits that are shipped. */
async function judgeOf({ judge }: Settings, train: (given: JudgeSettings) => Promise<ImageFeatures>) {
  if (judge) {
    const trained = await train(judge);
    const error = (100 * trained.error).toFixed(1);
    return { ...trained, what: `the features of a classifier that takes ${error} % of them wrong` };
  }
  const network = mnistFeatures();
  return { of: network, dispose: () => network.dispose(), what: 'the features of a classifier of digits' };
}

/** Codes one by one, each as often as it was counted. */
function codesAtRandom(counts: Float64Array, shape: number[], random: RandomSource): tf.Tensor {
  return tf.tidy(() => {
    const places = shape.reduce((a, b) => a * b, 1);
    // The largest of logits and Gumbel noise is a draw.
    const uniform = tf.maximum(random.uniform('codes', [places, counts.length]), 1e-20);
    const noise = tf.neg(tf.log(tf.neg(tf.log(uniform))));
    const logits = tf.log(tf.add(tf.tensor1d(Float32Array.from(counts)), 1e-9));
    return tf.reshape(tf.argMax(tf.add(logits, noise), 1), shape);
  });
}

/** So many at a time, from draws keyed by which time it is. */
async function sampled(count: number, draw: (count: number, step: number) => tf.Tensor): Promise<Rows> {
  const parts: Rows[] = [];
  for (let from = 0; from < count; from += 250) {
    const images = draw(Math.min(250, count - from), from);
    parts.push(await rowsOfTensor(images));
    images.dispose();
  }
  return concatenateRows(parts);
}

async function reconstructionsOf(model: VectorQuantizedAutoencoder, values: Float32Array): Promise<Rows> {
  const images = tf.tidy(() => model.reconstruct(tf.tensor(values, [shown, ...model.inputShape])));
  const found = await rowsOfTensor(images);
  images.dispose();
  return found;
}
