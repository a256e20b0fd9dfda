import { contractiveAutoencoder } from '@autoencoders/contractive';
import { type Autoencoder, evaluate } from '@autoencoders/core';
import { filtersSection, lineChart, type ReportSection } from '@autoencoders/report';
import { toSvg } from '@autoencoders/report/node';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { cosineTraining } from '../cosine-training.js';
import { type ImageData, imageParts, rows } from '../image-parts.js';
import { type JacobianSpectrum, jacobianSpectrum } from '../jacobian-spectrum.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 50_000, test: 10_000 },
  units: 300,
  weight: 4,
  points: 100,
  training: { epochs: 20, batchSize: 128, learningRate: 2e-3 },
};

/** What a short one does. */
const short: typeof full = {
  sizes: { data: 'mnist', training: 2000, test: 500 },
  units: 64,
  weight: 5,
  points: 10,
  training: { epochs: 10, batchSize: 50, learningRate: 3e-3 },
};

/** What the contractive penalty does to the encoder's Jacobian. */
export const contraction: Study = {
  name: 'contraction',
  question:
    "How much less does the code of a contractive autoencoder move with the input than a plain one's?",
  paper: 'Rifai et al. 2011, "Contractive auto-encoders", sections 5.2 and 5.3',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const { sizes, units, weight, points, training } = context.pick(full, short);
  const parts = await imageParts(sizes);
  const shared = {
    inputShape: [28, 28, 1],
    latentDim: units,
    architecture: 'tied' as const,
    hidden: [],
    codeActivation: 'sigmoid' as const,
    loss: 'bernoulli' as const,
    seed: context.seed,
  };
  const models: Record<string, Autoencoder> = {
    plain: undercompleteAutoencoder(shared),
    contractive: contractiveAutoencoder({ ...shared, weight }),
  };
  const x = tf.tensor(parts.test.values(rows(0, points)), [points, 28, 28, 1]);
  const spectra: Record<string, JacobianSpectrum> = {};
  const errors: Record<string, number> = {};
  const filters: ReportSection[] = [];
  for (const [name, model] of Object.entries(models)) {
    await context.train(name, model, parts.training, cosineTraining(training, parts.training));
    spectra[name] = await jacobianSpectrum(model, x);
    errors[name] = (await evaluate(model, parts.test)).negativeLogLikelihood!;
    const section = await filtersSection(model);
    if (section) filters.push({ ...section, title: `Filters, ${name}` });
    model.dispose();
  }
  x.dispose();

  const { plain, contractive } = spectra as { plain: JacobianSpectrum; contractive: JacobianSpectrum };
  const picture = spectrumPicture(spectra);
  return {
    claims: [
      {
        figure: "norm of the plain encoder's Jacobian at test points over the contractive one's",
        value: plain.norm / contractive.norm,
        target: context.pick(5, 1.5),
        better: 'higher',
        unit: 'times',
      },
      {
        figure: 'directions that carry 90 % of the squared norm, contractive, against the plain one',
        value: contractive.directions,
        target: plain.directions,
        better: 'lower',
        unit: 'directions',
      },
    ],
    configuration: { sizes, units, weight, points, training, reconstruction: errors },
    sections: [
      {
        title: 'Spectrum',
        text: [
          `Singular values of the encoder's Jacobian, averaged over ${points} test images: those of the contractive encoder are small but for a few directions, along which digits vary.`,
        ],
        pictures: [{ picture, caption: 'Singular values by rank, logarithmic.' }],
        tables: [
          {
            caption: 'The Jacobian, and what the codes are worth',
            columns: ['model', 'norm', 'directions with 90 %', 'reconstruction on test images, nats'],
            rows: Object.entries(spectra).map(([name, { norm, directions }]) => [
              name,
              norm,
              directions,
              errors[name]!,
            ]),
          },
        ],
      },
      ...filters,
    ],
    drawings: { spectrum: toSvg(picture) },
  };
}

function spectrumPicture(spectra: Readonly<Record<string, JacobianSpectrum>>) {
  return lineChart(
    Object.entries(spectra).map(([name, { singularValues }]) => ({ name, values: singularValues })),
    {
      xLabel: 'rank',
      yLabel: 'singular value',
      logarithmic: true,
      alt: "Singular values of the encoders' Jacobians by rank: the contractive one's are smaller and fall sooner.",
    },
  );
}
