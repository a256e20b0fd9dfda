import { classifier } from '@autoencoders/classifier';
import { contractiveAutoencoder } from '@autoencoders/contractive';
import { type Autoencoder, evaluate } from '@autoencoders/core';
import { denoisingAutoencoder, maskingCorruption, pretrain } from '@autoencoders/denoising';
import { filtersSection, type ReportSection } from '@autoencoders/report';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { cosineTraining, type TrainingLength } from '../cosine-training.js';
import { type ImageData, type ImageParts, imageParts } from '../image-parts.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 60_000, test: 10_000 },
  units: 1000,
  corruption: maskingCorruption({ rate: 0.4 }),
  contraction: 1,
  dropout: { inputs: 0.2, code: 0.5 },
  pretraining: { epochs: 15, batchSize: 128, learningRate: 1e-3 },
  stacked: { epochs: 8, batchSize: 128, learningRate: 1e-3 },
  fineTuning: { epochs: 40, batchSize: 128, learningRate: 3e-3 },
  stackedFineTuning: { epochs: 20, batchSize: 128, learningRate: 1e-3 },
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  sizes: { data: 'mnist', training: 1000, test: 2000 },
  units: 400,
  contraction: 2,
  pretraining: { epochs: 30, batchSize: 25, learningRate: 3e-3 },
  stacked: { epochs: 3, batchSize: 50, learningRate: 3e-3 },
  fineTuning: { epochs: 20, batchSize: 25, learningRate: 5e-3 },
  stackedFineTuning: { epochs: 5, batchSize: 25, learningRate: 3e-3 },
};

/** The test error of a classifier after unsupervised pretraining of its hidden layers. */
export const pretrainingMnist: Study = {
  name: 'pretraining-mnist',
  question: 'How many digits does a network take wrong whose hidden layers were pretrained without labels?',
  paper:
    'Rifai et al. 2011, "Contractive auto-encoders", table 1 (1.14, 1.18 and 1.78 %); Vincent et al. 2010, "Stacked denoising autoencoders", table 3 (1.28 %)',
  run,
};

type Settings = typeof full;

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const parts = await imageParts(settings.sizes);
  const shared = {
    inputShape: [...parts.training.shape],
    latentDim: settings.units,
    architecture: 'tied' as const,
    hidden: [],
    activation: 'sigmoid' as const,
    codeActivation: 'sigmoid' as const,
    loss: 'bernoulli' as const,
    seed: context.seed,
  };
  const plain = undercompleteAutoencoder(shared);
  const denoising = denoisingAutoencoder({ ...shared, corruption: settings.corruption });
  const contractive = contractiveAutoencoder({ ...shared, weight: settings.contraction });
  const stacked = denoisingAutoencoder({
    ...shared,
    hidden: [settings.units, settings.units],
    corruption: settings.corruption,
  });

  const errors: Record<string, number> = {};
  const sections: ReportSection[] = [];
  for (const [name, model] of Object.entries({ plain, denoising, contractive })) {
    await context.train(
      `${name}-pretraining`,
      model,
      parts.training,
      cosineTraining(settings.pretraining, parts.training),
    );
    const filters = await filtersSection(model);
    if (filters) sections.push({ ...filters, title: `Filters, ${name}` });
    errors[name] = await fineTuned(name, model, parts, settings, settings.fineTuning, context);
  }
  const name = 'stacked';
  const histories = await pretrain(stacked, parts.training, {
    ...cosineTraining(settings.stacked, parts.training),
    forLayer: (layer) => context.options(`${name}-layer-${layer + 1}`),
  });
  for (const [layer, history] of histories.entries()) context.checkEnd(`${name}-layer-${layer + 1}`, history);
  errors[name] = await fineTuned(name, stacked, parts, settings, settings.stackedFineTuning, context);
  for (const model of [plain, denoising, contractive, stacked]) model.dispose();

  return {
    claims: claimsOf(errors, context),
    configuration: { ...settings, corruption: { ...settings.corruption }, plainError: errors.plain! },
    sections: [
      {
        title: 'Test errors',
        tables: [
          {
            caption: 'Wrong digits among the test images after fine-tuning, in per cent',
            columns: ['pretrained as', 'error'],
            rows: Object.entries(errors),
          },
        ],
      },
      ...sections,
    ],
  };
}

/** The test error, in per cent, after all of the encoder is trained with a softmax layer on it. */
async function fineTuned(
  name: string,
  model: Autoencoder,
  parts: ImageParts,
  { dropout }: Settings,
  settings: TrainingLength,
  context: StudyContext,
): Promise<number> {
  const digits = classifier(model, { classes: 10, mode: 'fine-tune', dropout, seed: context.seed });
  const { training } = parts;
  await context.train(`${name}-fine-tuning`, digits, training, cosineTraining(settings, training));
  const { error } = await evaluate(digits, parts.test);
  digits.dispose();
  context.say(`${name}: ${(100 * error!).toFixed(2)} % of the test images wrong`);
  return 100 * error!;
}

function claimsOf(
  { plain, denoising, contractive, stacked }: Record<string, number>,
  { quick }: StudyContext,
): Claim[] {
  const ahead = { target: plain!, better: 'lower', unit: '%' } as const;
  const behindPlain: Claim[] = [
    { figure: 'test error, contractive, against the plain one', value: contractive!, ...ahead },
    { figure: 'test error, denoising, against the plain one', value: denoising!, ...ahead },
  ];
  if (quick) return behindPlain;
  const asked = (figure: string, value: number, target: number): Claim => ({
    figure,
    value,
    ...ahead,
    target,
  });
  return [
    asked('test error, contractive, one hidden layer', contractive!, 1.3),
    asked('test error, denoising, one hidden layer', denoising!, 1.4),
    ...behindPlain,
    asked('test error, three stacked denoising layers', stacked!, 1.4),
  ];
}
