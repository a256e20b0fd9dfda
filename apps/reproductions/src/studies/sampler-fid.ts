import type { Autoencoder } from '@autoencoders/core';
import { type ArrayDataset, arrayDataset, type Rows, takeRows } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import { generator, type SamplerName } from '@autoencoders/generation';
import { frechetInceptionDistance } from '@autoencoders/metrics';
import { mnistFeatures } from '@autoencoders/metrics/mnist-features';
import { imageGrid, type ReportPicture } from '@autoencoders/report';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import { wassersteinAutoencoder } from '@autoencoders/wasserstein';
import { cosineTraining } from '../cosine-training.js';
import { rows } from '../image-parts.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  training: 60_000,
  judged: 10_000,
  networks: { latentDim: 16, hidden: [512, 256] },
  length: { epochs: 20, batchSize: 128, learningRate: 1e-3 },
  wasserstein: { weight: 100 },
  mixture: { components: 10 },
  secondStage: { epochs: 20, batchSize: 256, learningRate: 1e-3 },
  samplers: ['standard-normal', 'gaussian-mixture', 'kernel-density', 'two-stage'] as SamplerName[],
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  training: 3000,
  judged: 1000,
  networks: { latentDim: 8, hidden: [128] },
  length: { epochs: 10, batchSize: 50, learningRate: 2e-3 },
  samplers: ['standard-normal', 'gaussian-mixture'],
};

/** Whether codes drawn from a mixture that was fitted to them give better images than codes drawn from the prior. */
export const samplerFid: Study = {
  name: 'sampler-fid',
  question: 'Do codes from a mixture fitted to them decode to better digits than codes from N(0, I)?',
  paper:
    'Ghosh et al. 2020, "From variational to deterministic autoencoders", table 1 (ranks only: other features)',
  run,
};

type Settings = typeof full;

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const images = await mnist();
  const training = images.train.subset(rows(0, settings.training));
  const test = images.test.subset(rows(0, settings.judged));
  const { seed } = context;
  const shared = { inputShape: [...training.shape], ...settings.networks, seed };
  const deterministic = { ...shared, loss: 'bernoulli' as const };
  const models: Record<string, Autoencoder> = {
    AE: undercompleteAutoencoder(deterministic),
    VAE: variationalAutoencoder(shared),
    'WAE-MMD': wassersteinAutoencoder({ ...deterministic, ...settings.wasserstein }),
  };
  const features = mnistFeatures();
  const distanceOf = (generated: ArrayDataset) => frechetInceptionDistance(features, test, generated);

  const found: Record<string, Record<string, number>> = {};
  const pictures: ReportPicture[] = [];
  for (const [name, model] of Object.entries(models)) {
    await context.train(name, model, training, cosineTraining(settings.length, training));
    const distances: Record<string, number> = {};
    for (const sampler of settings.samplers) {
      const samples = await sampled(model, sampler, `${name}-${sampler}`, { training, settings, context });
      distances[sampler] = await distanceOf(arrayDataset({ x: samples.values, shape: training.shape }));
      context.say(`${name}, ${sampler}: FID ${distances[sampler].toFixed(2)}`);
      pictures.push({
        picture: imageGrid(takeRows(samples, rows(0, 40)), { columns: 20, pixelSize: 1 }),
        caption: `${name}, ${sampler}`,
      });
    }
    found[name] = distances;
    model.dispose();
  }
  const halves = {
    'training images': await distanceOf(
      images.train.subset(rows(settings.training - settings.judged, settings.judged)),
    ),
  };
  features.dispose();

  return {
    claims: Object.entries(found).map(([name, distances]) => claimOf(name, distances)),
    configuration: { ...settings },
    sections: [
      {
        title: 'Samples',
        text: [
          `The Fréchet distance of ${settings.judged.toLocaleString('en')} samples to as many test images, by the features of a classifier of digits: ranks compare with other work, values do not. Of as many training images it is ${halves['training images'].toFixed(2)}.`,
        ],
        tables: [
          {
            caption: 'Fréchet distance by autoencoder and sampler; less is better',
            columns: ['autoencoder', ...settings.samplers],
            rows: Object.entries(found).map(([name, distances]) => [
              name,
              ...settings.samplers.map((sampler) => distances[sampler]!),
            ]),
          },
        ],
        pictures,
      },
    ],
  };
}

/** Images of codes that a sampler draws, fitted to the codes of the training images where it is to be. */
async function sampled(
  model: Autoencoder,
  sampler: SamplerName,
  name: string,
  { training, settings, context }: { training: ArrayDataset; settings: Settings; context: StudyContext },
): Promise<Rows> {
  const { seed } = context;
  const generate = generator(model, {
    sampler,
    seed,
    ...(sampler === 'gaussian-mixture' ? settings.mixture : {}),
  } as Parameters<typeof generator>[1]);
  const { history } = await generate.fit(
    training,
    sampler === 'two-stage'
      ? { ...cosineTraining(settings.secondStage, training), ...context.options(name) }
      : {},
  );
  if (history) context.checkEnd(name, history);
  const samples = await generate.sample(settings.judged);
  generate.dispose();
  return samples;
}

function claimOf(name: string, distances: Record<string, number>): Claim {
  return {
    figure: `FID of ${name} with a Gaussian mixture of codes, against N(0, I)`,
    value: distances['gaussian-mixture']!,
    target: distances['standard-normal']!,
    better: 'lower',
    unit: '',
  };
}
