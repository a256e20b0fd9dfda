import type { Autoencoder } from '@autoencoders/core';
import { type ArrayDataset, binarize } from '@autoencoders/data';
import {
  type LatentVariableModel,
  type LikelihoodEstimate,
  meanWithStandardError,
  negativeLogLikelihood,
} from '@autoencoders/metrics';
import { lineChart, type ReportSection } from '@autoencoders/report';
import { importanceWeightedAutoencoder, variationalAutoencoder } from '@autoencoders/variational';
import { type ImageData, imageParts, rows } from '../image-parts.js';
import { type CurvePoint, likelihoodCurve } from '../likelihood-curve.js';
import { settlingTraining, stagedTraining } from '../staged-training.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  // Keys of the binarisation, which is the data's and not the run's.
  binarization: { training: 2016, test: 2017 },
  networks: { latentDim: 50, hidden: [200, 200], activation: 'tanh' as const },
  batchSize: 20,
  learningRate: 1e-3,
  // The fewer draws, the more epochs in the same time; compared after as many as all have.
  epochs: { vae: 300, five: 45, fifty: 15 },
  // Of these, the share that ends a training at a falling rate.
  settling: 0.2,
  judging: { samples: 5000, comparedExamples: 2000, curveExamples: 500, curveSamples: 100 },
};

/** What a short one does. */
const short: typeof full = {
  sizes: { data: 'digits', training: 1400, test: 397 },
  binarization: full.binarization,
  networks: { latentDim: 10, hidden: [20], activation: 'tanh' },
  batchSize: 20,
  learningRate: 4e-3,
  epochs: { vae: 20, five: 20, fifty: 20 },
  settling: full.settling,
  judging: { samples: 500, comparedExamples: 397, curveExamples: 100, curveSamples: 50 },
};

/** Whether more draws of the posterior make a better model of binary images. */
export const iwaeMnist: Study = {
  name: 'iwae-mnist',
  question: 'Do importance-weighted bounds over more draws train better models of binary MNIST?',
  paper:
    'Burda, Grosse and Salakhutdinov 2016, "Importance weighted autoencoders", table 1 and appendix D (87.10 nats with a fixed binarisation, k = 50)',
  continues: true,
  run,
};

type Settings = typeof full;
type Name = keyof Settings['epochs'];

const titles: Readonly<Record<Name, string>> = { vae: 'VAE', five: 'IWAE, k = 5', fifty: 'IWAE, k = 50' };

/** One model: what it is after as many epochs as all have, at its end, and on the way. */
interface Found {
  readonly epochs: number;
  /** Of training. */
  readonly minutes: number;
  readonly compared: LikelihoodEstimate;
  readonly final: LikelihoodEstimate;
  readonly curve: readonly CurvePoint[];
}

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const { longer } = context;
  const common = longer * Math.min(...Object.values(settings.epochs));
  const parts = await imageParts(settings.sizes);
  const training = await binarize(parts.training, { seed: settings.binarization.training });
  const test = await binarize(parts.test, { seed: settings.binarization.test });
  const shared = { inputShape: [...training.shape], ...settings.networks, seed: context.seed };
  const models = {
    vae: () => variationalAutoencoder(shared),
    five: () => importanceWeightedAutoencoder({ ...shared, samples: 5 }),
    fifty: () => importanceWeightedAutoencoder({ ...shared, samples: 50 }),
  };
  const found: Partial<Record<Name, Found>> = {};
  for (const name of Object.keys(titles) as Name[]) {
    const epochs = longer * settings.epochs[name];
    found[name] = await trainedAndJudged(
      { name, make: models[name], epochs, common },
      { training, test },
      settings,
      context,
    );
  }
  return outcomeOf(found as Record<Name, Found>, common, settings, context);
}

interface Plan {
  readonly name: Name;
  readonly make: () => Autoencoder & LatentVariableModel;
  readonly epochs: number;
  readonly common: number;
}

async function trainedAndJudged(
  { name, make, epochs, common }: Plan,
  { training, test }: { readonly training: ArrayDataset; readonly test: ArrayDataset },
  settings: Settings,
  context: StudyContext,
): Promise<Found> {
  const { samples, comparedExamples, curveExamples, curveSamples } = settings.judging;

  /** A model of so many epochs, the stages of which go on from what an earlier call has left. */
  async function after(length: number) {
    const settling = Math.round(settings.settling * length);
    const staged = length - settling;
    const model = make();
    const curve = likelihoodCurve(model, test.subset(rows(0, curveExamples)), curveSamples);
    const stages = await context.train(
      `${name}-${length === common ? 'compared' : 'final'}`,
      model,
      training,
      {
        ...stagedTraining({ ...settings, epochs: staged }, training.size),
        callbacks: [curve.callback],
      },
    );
    const rest = await context.train(`${name}-${length}-settled`, model, training, {
      ...settlingTraining({ ...settings, epochs: settling, after: staged }, training.size),
      seed: context.seed + 1,
    });
    return { model, curve: curve.points(), minutes: (stages.seconds + rest.seconds) / 60 };
  }

  async function judge(model: LatentVariableModel, length: number, data: ArrayDataset) {
    const key = `${name}-${length}-${data.size}-likelihood`;
    const examples = await context.kept(key, async () => [
      ...(await negativeLogLikelihood(model, data, { samples, seed: context.seed })).examples,
    ]);
    const estimate = { ...meanWithStandardError(examples), examples: Float64Array.from(examples) };
    const shown = `${estimate.mean.toFixed(2)} ± ${estimate.standardError.toFixed(2)} nats`;
    context.say(`${titles[name]} after ${length} epochs, ${data.size} images: ${shown}`);
    return estimate;
  }

  const first = await after(common);
  if (epochs === common) {
    const final = await judge(first.model, common, test);
    first.model.dispose();
    const { curve, minutes } = first;
    return { epochs, minutes, final, compared: firstOf(final, comparedExamples), curve };
  }
  const compared = await judge(first.model, common, test.subset(rows(0, comparedExamples)));
  first.model.dispose();
  const last = await after(epochs);
  const final = await judge(last.model, epochs, test);
  last.model.dispose();
  return { epochs, minutes: last.minutes, final, compared, curve: last.curve };
}

/** The estimate over the first examples. */
function firstOf({ examples }: LikelihoodEstimate, count: number): LikelihoodEstimate {
  const kept = examples.slice(0, count);
  return { ...meanWithStandardError(kept), examples: kept };
}

function outcomeOf(
  found: Record<Name, Found>,
  common: number,
  settings: Settings,
  { quick }: StudyContext,
): StudyOutcome {
  const { vae, five, fifty } = found;
  const claim = (figure: string, value: number, target: number): Claim => ({
    figure: `test NLL, ${figure}`,
    value,
    target,
    better: 'lower',
    unit: 'nats',
  });
  const after = `after ${common} epochs each`;
  const order = [
    claim(`IWAE with k = 5, against the VAE, ${after}`, five.compared.mean, vae.compared.mean),
    claim(`IWAE with k = 50, against k = 5, ${after}`, fifty.compared.mean, five.compared.mean),
  ];
  const aims = [
    claim(`VAE, ${vae.epochs} epochs`, vae.final.mean, 89.8),
    claim(`IWAE with k = 50, ${fifty.epochs} epochs`, fifty.final.mean, 86.9),
  ];
  const epochs = { vae: vae.epochs, five: five.epochs, fifty: fifty.epochs };
  return {
    claims: quick ? order : [...aims, ...order],
    configuration: { ...settings, epochs, common },
    sections: [likelihoodSection(found, common, settings)],
  };
}

function likelihoodSection(found: Record<Name, Found>, common: number, { judging }: Settings): ReportSection {
  const names = Object.keys(titles) as Name[];
  const draws = `${judging.samples.toLocaleString('en')} draws each, in nats`;
  const final = {
    caption: `Negative log-likelihood of all test images, ${draws}`,
    columns: ['model', 'epochs', 'minutes of training', 'NLL', 'standard error'],
    rows: names.map((name) => {
      const { epochs, minutes, final } = found[name];
      return [titles[name], epochs, minutes, final.mean, final.standardError];
    }),
  };
  const compared = {
    caption: `The same of the first ${found.vae.compared.examples.length.toLocaleString('en')} after ${common} epochs each`,
    columns: ['model', 'NLL', 'standard error', 'below the one before', 'standard error of that'],
    rows: names.map((name, at) => {
      const { mean, standardError, examples } = found[name].compared;
      if (at === 0) return [titles[name], mean, standardError, '', ''];
      const before = found[names[at - 1]!].compared.examples;
      // Image by image, so that what images have in common does not count.
      const by = meanWithStandardError(before.map((value, i) => value - examples[i]!));
      return [titles[name], mean, standardError, by.mean, by.standardError];
    }),
  };
  const picture = lineChart(
    names.map((name) => {
      const { curve } = found[name];
      return {
        name: titles[name],
        values: curve.map(({ nats }) => nats),
        at: curve.map((point) => point.minutes),
      };
    }),
    {
      xLabel: 'minutes of training',
      yLabel: 'NLL, nats',
      alt: 'The negative log-likelihood of test images over the time of training',
    },
  );
  const caption = `Of ${judging.curveExamples} test images, by ${judging.curveSamples} draws each, which is above that of more draws`;
  return { title: 'Likelihoods', tables: [final, compared], pictures: [{ picture, caption }] };
}
