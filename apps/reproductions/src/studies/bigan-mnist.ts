import { bidirectionalGan } from '@autoencoders/ali';
import { randomSource } from '@autoencoders/backend';
import { adam, reconstruct, weightAverage } from '@autoencoders/core';
import { type ArrayDataset, rowsOfTensor } from '@autoencoders/data';
import { imageGrid, imagePairs, type ReportPicture } from '@autoencoders/report';
import * as tf from '@tensorflow/tfjs';
import { type Followed, featureSection, type GameFindings, inversionSection } from '../bigan-sections.js';
import { type ImageData, type ImageParts, imageParts, rows } from '../image-parts.js';
import { keptClasses } from '../kept-classes.js';
import { lastHiddenLayer } from '../last-hidden-layer.js';
import { measureCurve } from '../measure-curve.js';
import { neighborAccuracy } from '../neighbor-accuracy.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  networks: {
    latentDim: 50,
    hidden: [1024, 1024],
    discriminatorHidden: [1024, 1024],
    prior: 'uniform' as const,
    encoderActivation: 'leakyRelu' as const,
    // Without it the discriminator is soon right about every pair, and the encoder learns no inverse.
    gradientPenalty: 'r1' as const,
    gradientPenaltyWeight: 5,
  },
  /** Of the squared error of a whole reconstruction, beside a game whose loss is about 1.4. */
  cycleWeight: 0.02,
  /** The game alone stands beside the other for comparison: nothing is claimed of it. */
  epochs: { alone: 10, cycle: 30 },
  batchSize: 128,
  learningRate: 3e-4,
  beta1: 0.5,
  averaged: 0.999,
  curve: { training: 10_000, test: 1000 },
  targets: { features: 96, kept: 85 },
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  sizes: { data: 'mnist', training: 3000, test: 1000 },
  networks: { ...full.networks, latentDim: 16, hidden: [256], discriminatorHidden: [128] },
  epochs: { alone: 8, cycle: 8 },
  batchSize: 50,
  learningRate: 1e-3,
  averaged: 0.99,
  curve: { training: 1000, test: 200 },
  targets: { features: 80, kept: 25 },
};

/**
 * Whether an encoder that plays against a discriminator of pairs learns features, and the inverse of the generator:
 * by the game alone, and with a little of the error of reconstructions, which settles which of the encoders that
 * the game cannot tell apart is learnt.
 */
export const biganMnist: Study = {
  name: 'bigan-mnist',
  question:
    'Does the encoder of a bidirectional GAN, shown no label, tell digits apart and invert the generator, by the game alone and with a cycle term?',
  paper:
    'Donahue, Krähenbühl and Darrell 2017, "Adversarial feature learning", table 1 (97.39 % by the nearest neighbour, after 400 epochs of the game alone); Li et al. 2017, "ALICE" (the cycle term)',
  continues: true,
  run,
};

type Settings = typeof full;

/** What the games are called: the name is of their checkpoints. */
const games = {
  alone: { name: 'bigan', title: 'the game alone' },
  cycle: { name: 'alice', title: 'with a cycle term' },
} as const;

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const parts = await imageParts(settings.sizes);
  const pixels = await context.kept('pixels', () => neighborAccuracy((x) => x, parts));
  context.say(`1-NN by pixels ${pixels.toFixed(2)} %`);
  const alone = await play('alone', parts, settings, context);
  const helped = await play('cycle', parts, settings, context);
  const { training, test } = parts;
  const found = {
    pixels,
    games: [alone.found, helped.found],
    images: { training: training.size, test: test.size },
    curve: settings.curve,
  };
  return {
    claims: claimsOf(alone.found, helped.found, settings, context),
    configuration: { ...settings, epochs: { alone: alone.found.epochs, cycle: helped.found.epochs } },
    sections: [featureSection(found), inversionSection(found.games, [...alone.pictures, ...helped.pictures])],
  };
}

/** Trains one of the games, and finds what its encoder and its generator are worth. */
async function play(
  game: keyof typeof games,
  parts: ImageParts,
  settings: Settings,
  context: StudyContext,
): Promise<{ readonly found: GameFindings; readonly pictures: readonly ReportPicture[] }> {
  const { seed } = context;
  const { training, test } = parts;
  const { name, title } = games[game];
  const epochs = context.longer * settings.epochs[game];
  const model = bidirectionalGan({
    inputShape: [...training.shape],
    ...settings.networks,
    cycleWeight: game === 'cycle' ? settings.cycleWeight : 0,
    seed,
  });
  const features = lastHiddenLayer(model.networks.encoder!);
  const accuracies = async () => ({
    features: await neighborAccuracy(features, parts),
    code: await neighborAccuracy((x) => model.encode(x), parts),
  });
  // Both games begin with the same weights.
  const before = await context.kept('untrained', accuracies);
  const judged = {
    training: training.subset(rows(0, settings.curve.training)),
    test: test.subset(rows(0, settings.curve.test)),
  };
  const reconstruction = (x: tf.Tensor) => model.reconstruct(x);
  const curve = measureCurve<Followed>(
    {
      features: () => neighborAccuracy(features, judged),
      kept: () => keptClasses(reconstruction, judged.test),
    },
    ({ epoch, values }) =>
      context.say(
        `${title}, epoch ${epoch}: 1-NN by features ${values.features.toFixed(1)} %, classes kept ${values.kept.toFixed(1)} %, of ${judged.test.size}`,
      ),
  );
  await context.train(name, model, training, {
    // A constant rate, and averages of the weights in place of its fall: a longer run goes on from any end.
    epochs,
    batchSize: settings.batchSize,
    learningRate: settings.learningRate,
    optimizer: adam({ beta1: settings.beta1 }),
    callbacks: [
      curve.callback,
      weightAverage({ networks: ['encoder', 'decoder'], decay: settings.averaged }),
    ],
  });

  const after = await accuracies();
  const kept = await keptClasses(reconstruction, test);
  context.say(`${title}: 1-NN by features ${after.features.toFixed(2)} %, classes kept ${kept.toFixed(2)} %`);
  const found = { title, epochs, minutes: curve.minutes(), before, after, kept, points: curve.points() };
  const pictures = await picturesOf(model, title, test, seed);
  model.dispose();
  return { found, pictures };
}

async function picturesOf(
  model: ReturnType<typeof bidirectionalGan>,
  title: string,
  test: ArrayDataset,
  seed: number,
): Promise<ReportPicture[]> {
  const shown = test.subset(rows(0, 40));
  const originals = { values: shown.values(rows(0, 40)), shape: [40, ...shown.shape] };
  const samples = tf.tidy(() => model.decode(model.samplePrior(100, randomSource(seed))));
  const layout = { columns: 20, pixelSize: 1 };
  const pictures = [
    {
      picture: imagePairs(originals, await reconstruct(model, shown), layout),
      caption: `Test images x, each with G(E(x)) below: ${title}`,
    },
    { picture: imageGrid(await rowsOfTensor(samples), layout), caption: `Samples G(z): ${title}` },
  ];
  samples.dispose();
  return pictures;
}

/** The cycle term is held to what is asked; what the game alone reaches stands beside it in the report. */
function claimsOf(
  alone: GameFindings,
  helped: GameFindings,
  { targets }: Settings,
  { quick }: StudyContext,
): Claim[] {
  const claim = (figure: string, value: number, target: number): Claim => ({
    figure,
    value,
    target,
    better: 'higher',
    unit: '%',
  });
  const { before, after, kept } = helped;
  const asked = [
    claim(
      '1-NN accuracy on the last hidden layer of the encoder, with a cycle term',
      after.features,
      targets.features,
    ),
    claim(
      'test images whose class G(E(x)) keeps, by a classifier of digits, with a cycle term',
      kept,
      targets.kept,
    ),
    claim('the same, against the game alone', kept, alone.kept),
  ];
  const learnt = claim('1-NN accuracy on the code, against that before training', after.code, before.code);
  return quick ? [...asked, learnt] : asked;
}
