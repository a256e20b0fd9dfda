import { adversarialAutoencoder } from '@autoencoders/adversarial';
import { adversariallyLearnedInference } from '@autoencoders/ali';
import { type Autoencoder, adam, cosineDecay } from '@autoencoders/core';
import { type GaussianMixturePoints, gaussianGrid } from '@autoencoders/data';
import { collapseWarning } from '@autoencoders/gan';
import { generator } from '@autoencoders/generation';
import { modeCoverage as coverageOf } from '@autoencoders/metrics';
import { rows } from '../image-parts.js';
import { coverageClaims, coverageSection, type Found } from '../mode-findings.js';
import { plainGan } from '../plain-gan.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  // Half as far apart as in the papers, 20 deviations, which takes a fraction of their steps.
  grid: { side: 5, spacing: 1, standardDeviation: 0.05, count: 10_000 },
  networks: { latentDim: 2, hidden: [64, 64, 64], discriminatorHidden: [64, 64, 64] },
  // Li et al. 2017, "ALICE": by the game alone, ALI loses modes too.
  ali: { cycleWeight: 1 },
  // Makhzani et al. 2015, section 2: a posterior by noise at the encoder's input, which fills the gaps between codes.
  aae: { corruption: { name: 'gaussian' as const, standardDeviation: 0.3 } },
  training: { epochs: 200, batchSize: 100, learningRate: 1e-3 },
  // The encoder of the AAE moves slowly, or the discriminator cannot see gaps that move.
  slower: { regularization: 0.2 } as Readonly<Record<string, number>>,
  beta1: 0.5,
  // A mode counts by one good point, as in VEEGAN and PacGAN; told beside it: by a tenth of the points due to it, which
  // is more than points spread evenly bring (7 %).
  judged: { samples: 2500, within: 3, share: 0.1 },
  seeds: 3,
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  // Larger figures are learned in fewer steps, if less surely.
  grid: { side: 2, spacing: 2, standardDeviation: 0.1, count: 4000 },
  aae: { corruption: { name: 'gaussian' as const, standardDeviation: 0.5 } },
  training: { ...full.training, epochs: 20, learningRate: 2e-3 },
  seeds: 1,
};

/** Whether autoencoders that learn adversarially cover a distribution of which a plain GAN drops modes. */
export const modeCoverage: Study = {
  name: 'mode-coverage',
  question:
    'Do ALI, held to reconstructions as in ALICE, and an adversarial autoencoder make points of all modes of a grid of Gaussians, where a plain GAN drops some?',
  paper:
    'Dumoulin et al. 2017, "Adversarially learned inference", section 4.5; Li et al. 2017, "ALICE"; Srivastava et al. 2017, "VEEGAN", section 4.1 (modes and quality); Lin et al. 2018, "PacGAN", section 4.1 (the grid); Makhzani et al. 2015, "Adversarial autoencoders"',
  run,
};

type Settings = typeof full;

const makers: Record<string, (settings: Settings, seed: number) => Autoencoder> = {
  'plain GAN': ({ networks }, seed) => plainGan({ inputShape: [2], ...networks, seed }),
  ALI: ({ networks, ali }, seed) =>
    adversariallyLearnedInference({ inputShape: [2], outputActivation: 'linear', ...networks, ...ali, seed }),
  AAE: ({ networks, aae }, seed) => adversarialAutoencoder({ inputShape: [2], ...networks, ...aae, seed }),
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const grid = await gaussianGrid({ ...settings.grid, seed: context.seed });
  const found: Found[] = [];
  for (let seed = context.seed; seed < context.seed + settings.seeds; seed++) {
    for (const name of Object.keys(makers)) found.push(await trained(name, seed, grid, settings, context));
  }
  const count = settings.judged.samples;
  const data = { values: grid.data.values(rows(0, count)), shape: [count, 2] };
  const claims = coverageClaims(found, grid.centers.shape[0]!);
  return {
    // A GAN may well cover the few modes of a short run: that shows only that autoencoders do.
    claims: context.quick ? claims.filter(({ better }) => better === 'higher') : claims,
    configuration: { ...settings },
    sections: [coverageSection(found, data, { ...settings.judged, evenly: evenlyGood(settings) })],
  };
}

/** Of points spread evenly over the cells of the grid, the share that is good. */
function evenlyGood({ grid, judged }: Settings): number {
  return Math.PI * ((judged.within * grid.standardDeviation) / grid.spacing) ** 2;
}

/** What one of them makes after its training. */
async function trained(
  name: string,
  seed: number,
  { data, centers, standardDeviation }: GaussianMixturePoints,
  settings: Settings,
  context: StudyContext,
): Promise<Found> {
  const { training, slower, beta1, judged } = settings;
  const model = makers[name]!(settings, seed);
  const steps = training.epochs * Math.ceil(data.size / training.batchSize);
  const rateOf = (phase: string) => {
    const rate = training.learningRate * (slower[phase] ?? 1);
    return cosineDecay(rate, steps, rate / 20);
  };
  const collapses: string[] = [];
  await context.train(`${name}-${seed}`, model, data, {
    epochs: training.epochs,
    batchSize: training.batchSize,
    learningRate: Object.fromEntries(model.phases.map(({ name: phase }) => [phase, rateOf(phase)])),
    optimizer: adam({ beta1 }),
    seed,
    callbacks: [collapseWarning({ onCollapse: ({ message }) => collapses.push(message) })],
  });
  const generate = generator(model, { sampler: 'prior', seed });
  const samples = await generate.sample(judged.samples);
  generate.dispose();
  model.dispose();
  const coverage = await coverageOf(samples, centers, { within: judged.within * standardDeviation });
  const { modes, highQuality } = coverage;
  context.say(`${name}, seed ${seed}: ${modes} modes, ${(100 * highQuality).toFixed(1)} % of good quality`);
  return { name, seed, samples, coverage, collapses };
}
