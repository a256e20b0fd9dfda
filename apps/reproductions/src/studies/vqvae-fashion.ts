import { randomSource } from '@autoencoders/backend';
import { evaluate, reconstruct } from '@autoencoders/core';
import { arrayDataset, takeRows } from '@autoencoders/data';
import { fashionMnist } from '@autoencoders/data/node';
import { frechetInceptionDistance } from '@autoencoders/metrics';
import { mnistFeatures } from '@autoencoders/metrics/mnist-features';
import { variationalAutoencoder } from '@autoencoders/variational';
import { codebookUsage, codePrior, vectorQuantizedAutoencoder } from '@autoencoders/vector-quantized';
import { type CodeFindings, codeClaims, codeSections } from '../code-findings.js';
import { cosineTraining } from '../cosine-training.js';
import { rows } from '../image-parts.js';
import { codesAtRandom, sampled } from '../sampled-images.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';
import { type ImageFeatures, type JudgeSettings, trainedFeatures } from '../trained-features.js';

/** What a full run does. */
const full = {
  training: 60_000,
  test: 10_000,
  samples: 5000,
  filters: [32, 64],
  // Wider fields of view: with less, codes of empty ground have nothing to tell.
  residual: true,
  quantized: { codes: 128, codeDim: 16, commitment: 0.25, decay: 0.99 },
  length: { epochs: 6, batchSize: 128, learningRate: 2e-3 },
  // The weight of the divergence makes the code of the VAE cost at least what that of the VQ-VAE does.
  continuous: { latentDim: 256, beta: 0.0215 },
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
  continuous: { latentDim: 128, beta: 0.037 },
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

  const vae = variationalAutoencoder({ ...shared, ...settings.continuous });
  await context.train('vae', vae, training, cosineTraining(settings.length, training));
  const { squaredError, reconstruction, kl } = await evaluate(vae, test, { seed });
  const continuous = { squaredError: squaredError!, reconstruction: reconstruction!, kl: kl! };
  context.say(
    `VAE: squared error ${squaredError!.toFixed(2)}, ${kl!.toFixed(0)} nats of ${budget.toFixed(0)}`,
  );
  vae.dispose();

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
  const drawn: CodeFindings['drawn'][number][] = [];
  for (const [name, draw] of Object.entries(draws)) {
    const samples = await sampled(settings.samples, draw);
    const generated = arrayDataset({ x: samples.values, shape: training.shape });
    const distance = await frechetInceptionDistance(judge.of, test, generated);
    context.say(`${name}: FID ${distance.toFixed(1)}`);
    drawn.push({ name, distance, samples: takeRows(samples, rows(0, 60)) });
  }
  const first = rows(0, shown);
  const reconstructions = await reconstruct(model, test.subset(first));
  for (const each of [judge, prior, model]) each.dispose();
  const findings: CodeFindings = {
    codes: settings.quantized.codes,
    places,
    budget,
    perplexity,
    dead: dead.length,
    quantized: { squaredError: quantized.squaredError!, reconstruction: quantized.reconstruction! },
    continuous,
    told: codeNegativeLogLikelihood!,
    samples: settings.samples,
    judge: judge.what,
    drawn,
    originals: { values: test.values(first), shape: [shown, ...test.shape] },
    reconstructions,
  };
  return {
    claims: codeClaims(findings),
    configuration: { ...settings, judge: jsonOf(settings.judge) },
    sections: codeSections(findings),
  };
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
