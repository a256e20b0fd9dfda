import { type ArrayDataset, binarize } from '@autoencoders/data';
import { type LikelihoodEstimate, meanWithStandardError, negativeLogLikelihood } from '@autoencoders/metrics';
import { lineChart, type ReportSection } from '@autoencoders/report';
import { importanceWeightedAutoencoder, variationalAutoencoder } from '@autoencoders/variational';
import { type ImageData, imageParts, rows } from '../image-parts.js';
import { type CurvePoint, likelihoodCurve } from '../likelihood-curve.js';
import { stagedTraining } from '../staged-training.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  // Keys of the binarisation, which is the data's and not the run's.
  binarization: { training: 2016, test: 2017 },
  networks: { latentDim: 50, hidden: [200, 200], activation: 'tanh' as const },
  batchSize: 20,
  learningRate: 1e-3,
  epochs: { vae: 120, five: 60, fifty: 20 },
  judging: { samples: 5000, curveExamples: 500, curveSamples: 100 },
};

/** What a short one does. */
const short: typeof full = {
  sizes: { data: 'digits', training: 1400, test: 397 },
  binarization: full.binarization,
  networks: { latentDim: 10, hidden: [100], activation: 'tanh' },
  batchSize: 20,
  learningRate: 2e-3,
  epochs: { vae: 13, five: 13, fifty: 13 },
  judging: { samples: 500, curveExamples: 100, curveSamples: 50 },
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

interface Judged {
  readonly likelihood: LikelihoodEstimate;
  readonly curve: readonly CurvePoint[];
}

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const epochs = {
    vae: settings.epochs.vae * context.longer,
    five: settings.epochs.five * context.longer,
    fifty: settings.epochs.fifty * context.longer,
  };
  const parts = await imageParts(settings.sizes);
  const training = await binarize(parts.training, { seed: settings.binarization.training });
  const test = await binarize(parts.test, { seed: settings.binarization.test });
  const shared = { inputShape: [...training.shape], ...settings.networks, seed: context.seed };
  const models = {
    vae: () => variationalAutoencoder(shared),
    five: () => importanceWeightedAutoencoder({ ...shared, samples: 5 }),
    fifty: () => importanceWeightedAutoencoder({ ...shared, samples: 50 }),
  };

  async function judged(name: Name): Promise<Judged> {
    const model = models[name]();
    const curve = await trained(name, model, training, test);
    const examples = await context.kept(`${name}-${epochs[name]}-likelihood`, async () => {
      const { samples } = settings.judging;
      const found = await negativeLogLikelihood(model, test, { samples, seed: context.seed });
      return [...found.examples];
    });
    model.dispose();
    const likelihood = { ...meanWithStandardError(examples), examples: Float64Array.from(examples) };
    context.say(
      `${titles[name]}: ${likelihood.mean.toFixed(2)} ± ${likelihood.standardError.toFixed(2)} nats`,
    );
    return { likelihood, curve };
  }

  async function trained(
    name: Name,
    model: ReturnType<(typeof models)[Name]>,
    data: ArrayDataset,
    unseen: ArrayDataset,
  ): Promise<readonly CurvePoint[]> {
    const { curveExamples, curveSamples } = settings.judging;
    const curve = likelihoodCurve(model, unseen.subset(rows(0, curveExamples)), curveSamples);
    await context.train(name, model, data, {
      ...stagedTraining({ ...settings, epochs: epochs[name] }, data.size),
      callbacks: [curve.callback],
    });
    return curve.points();
  }

  const found = { vae: await judged('vae'), five: await judged('five'), fifty: await judged('fifty') };
  return {
    claims: claimsOf(found, context),
    configuration: { ...settings, epochs },
    sections: [sectionOf(found, epochs, settings)],
  };
}

function claimsOf({ vae, five, fifty }: Record<Name, Judged>, { quick }: StudyContext): Claim[] {
  const claim = (figure: string, { likelihood }: Judged, target: number): Claim => ({
    figure: `test NLL, ${figure}`,
    value: likelihood.mean,
    target,
    better: 'lower',
    unit: 'nats',
  });
  const order = [
    claim('IWAE with k = 5, against the VAE', five, vae.likelihood.mean),
    claim('IWAE with k = 50, against k = 5', fifty, five.likelihood.mean),
  ];
  return quick ? order : [claim('VAE', vae, 89.8), claim('IWAE with k = 50', fifty, 86.9), ...order];
}

function sectionOf(
  found: Record<Name, Judged>,
  epochs: Record<Name, number>,
  { judging }: Settings,
): ReportSection {
  const names = Object.keys(titles) as Name[];
  const table = {
    caption: `Test images, ${judging.samples.toLocaleString('en')} draws each, in nats`,
    columns: ['model', 'epochs', 'minutes of training', 'NLL', 'standard error'],
    rows: names.map((name) => {
      const { likelihood, curve } = found[name];
      return [titles[name], epochs[name], minutes(curve), likelihood.mean, likelihood.standardError];
    }),
  };
  const pairs = [
    ['vae', 'five'],
    ['five', 'fifty'],
    ['vae', 'fifty'],
  ] as const;
  const differences = {
    caption: 'Differences, image by image, in nats',
    columns: ['less', 'than', 'by', 'standard error'],
    rows: pairs.map(([worse, better]) => {
      const other = found[better].likelihood.examples;
      const by = meanWithStandardError(found[worse].likelihood.examples.map((value, i) => value - other[i]!));
      return [titles[better], titles[worse], by.mean, by.standardError];
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
      logarithmic: true,
      alt: 'The negative log-likelihood of test images over the time of training',
    },
  );
  const caption = `Of ${judging.curveExamples} test images, by ${judging.curveSamples} draws each, which is above that of more draws`;
  return { title: 'Likelihoods', tables: [table, differences], pictures: [{ picture, caption }] };
}

const minutes = (curve: readonly CurvePoint[]) => curve.at(-1)?.minutes ?? 0;
