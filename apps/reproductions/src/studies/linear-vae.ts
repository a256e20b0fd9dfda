import { evaluate } from '@autoencoders/core';
import { rowsOfTensor } from '@autoencoders/data';
import { variationalAutoencoder } from '@autoencoders/variational';
import { cosineTraining } from '../cosine-training.js';
import { negativeLogEvidence } from '../gaussian-evidence.js';
import { gaussianModelData } from '../gaussian-model-data.js';
import { rows } from '../image-parts.js';
import { probabilisticPca } from '../probabilistic-pca.js';
import type { Study, StudyContext, StudyOutcome } from '../study.js';

const full = {
  data: { count: 5000, width: 20, factors: 5, noise: 1 },
  training: { epochs: 200, batchSize: 100, learningRate: 0.03 },
};

const short: typeof full = {
  data: { count: 2000, width: 8, factors: 2, noise: 1 },
  training: { epochs: 150, batchSize: 100, learningRate: 0.1 },
};

/** Whether the bound of a linear VAE reaches the likelihood that is known in closed form. */
export const linearVae: Study = {
  name: 'linear-vae',
  question: 'Does a linear VAE reach the likelihood of probabilistic PCA, which is known in closed form?',
  paper: 'Lucas et al. 2019, "Don\'t blame the ELBO", section 4; Tipping and Bishop 1999, eq. 3.7 and 3.8',
  run,
};

async function run(context: StudyContext): Promise<StudyOutcome> {
  const { data: size, training } = context.pick(full, short);
  const data = await gaussianModelData(size, context.seed);
  const all = { values: data.values(rows(0, data.size)), shape: [data.size, size.width] };
  const closed = await probabilisticPca(all, size.factors);
  const model = variationalAutoencoder({
    inputShape: [size.width],
    latentDim: size.factors,
    hidden: [],
    likelihood: 'gaussian',
    variance: closed.variance,
    seed: context.seed,
  });
  await context.train('linear', model, data, cosineTraining(training, data));
  const { negativeElbo } = await evaluate(model, data, { seed: context.seed });
  const [kernel, bias] = model.networks.decoder.getWeights();
  const evidence = negativeLogEvidence(all, {
    kernel: await rowsOfTensor(kernel!),
    bias: await bias!.data(),
    variance: closed.variance,
  });
  model.dispose();

  const excess = (value: number) => 100 * (value / closed.negativeLogLikelihood - 1);
  const claims = [
    ['negative log-likelihood of the trained decoder', evidence],
    ['negative ELBO', negativeElbo!],
  ] as const;
  return {
    claims: claims.map(([what, value]) => ({
      figure: `${what}, above the closed form's, which is the least there is`,
      value: excess(value),
      target: 0.5,
      better: 'lower',
      unit: '%',
    })),
    configuration: { data: { ...size }, training: { ...training }, variance: closed.variance },
    sections: [
      {
        title: 'A linear VAE and probabilistic PCA',
        text: [
          `${size.count.toLocaleString('en')} rows of ${size.width} values, drawn from ${size.factors} factors and noise. The variance of the likelihood is that of the closed form.`,
        ],
        tables: [
          {
            caption: 'In nats per row',
            columns: ['what', 'nats', 'above the closed form, %'],
            rows: [
              ['probabilistic PCA, closed form', closed.negativeLogLikelihood, 0],
              ...claims.map(([what, value]) => [what, value, excess(value)]),
            ],
          },
        ],
      },
    ],
  };
}
