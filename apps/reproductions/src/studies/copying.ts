import { classifier } from '@autoencoders/classifier';
import { type Autoencoder, evaluate, reconstruct } from '@autoencoders/core';
import type { ArrayDataset } from '@autoencoders/data';
import { denoisingAutoencoder, gaussianCorruption } from '@autoencoders/denoising';
import { peakSignalToNoiseRatio } from '@autoencoders/metrics';
import { imageStrip, type ReportSection } from '@autoencoders/report';
import { sparseAutoencoder } from '@autoencoders/sparse';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import * as tf from '@tensorflow/tfjs';
import { cosineTraining } from '../cosine-training.js';
import { type ImageData, type ImageParts, imageParts, rows } from '../image-parts.js';
import { noisyCopy, uniformImages } from '../noise.js';
import type { Claim, Study, StudyContext, StudyOutcome } from '../study.js';

/** What a full run does. */
const full = {
  sizes: { data: 'mnist' as ImageData, training: 50_000, test: 10_000 },
  units: 1024,
  noise: 0.5,
  sparsity: { sparsity: 'topK' as const, k: 32, deadAfter: 10_000 },
  training: { epochs: 15, batchSize: 128, learningRate: 1e-3 },
  probe: { epochs: 30, batchSize: 128, learningRate: 5e-3 },
};

/** What a short one does. */
const short: typeof full = {
  ...full,
  sizes: { data: 'digits', training: 1200, test: 597 },
  units: 128,
  noise: 0.5,
  sparsity: { sparsity: 'topK', k: 8, deadAfter: 5000 },
  training: { epochs: 60, batchSize: 50, learningRate: 2e-3 },
  probe: { epochs: 60, batchSize: 50, learningRate: 1e-2 },
};

/** Pictures in the strip of the report. */
const shown = 10;

/** Each regularised model beside one that differs from it in nothing else. */
const twinOf = { denoising: 'unregularised, sigmoid', sparse: 'unregularised, ReLU' };

type Regularised = keyof typeof twinOf;

/** A code wider than the input, with and without something that keeps it from copying. */
export const copying: Study = {
  name: 'copying',
  question: 'Does a code wider than the input learn more than to copy, and what does it take?',
  paper: 'Bank, Koenigstein and Giryes 2020, "Autoencoders", section 2; Vincent et al. 2010, section 2.3',
  run,
};

/** What is measured of a model. */
interface Measured {
  /** Linear probe of the code, in per cent. */
  readonly accuracy: number;
  /** Mean over test images that were made noisy, in dB. */
  readonly psnr: number;
  /** Mean squared error per pixel on test images, and on images of pure noise. */
  readonly imageError: number;
  readonly noiseError: number;
}

async function run(context: StudyContext): Promise<StudyOutcome> {
  const settings = context.pick(full, short);
  const parts = await imageParts(settings.sizes);
  const shared = {
    inputShape: [...parts.training.shape],
    latentDim: settings.units,
    hidden: [],
    seed: context.seed,
  };
  const tied = {
    ...shared,
    architecture: 'tied' as const,
    codeActivation: 'sigmoid' as const,
    loss: 'bernoulli' as const,
  };
  const corruption = gaussianCorruption({ standardDeviation: settings.noise });
  const models: Record<string, Autoencoder> = {
    denoising: denoisingAutoencoder({ ...tied, corruption }),
    [twinOf.denoising]: undercompleteAutoencoder(tied),
    sparse: sparseAutoencoder({ ...shared, ...settings.sparsity }),
    [twinOf.sparse]: undercompleteAutoencoder({ ...shared, codeActivation: 'relu' }),
  };
  const pixels = parts.test.shape.reduce((size, length) => size * length, 1);
  const noise = await uniformImages(1000, parts.test.shape, context.seed);
  const noisy = await noisyCopy(parts.test, corruption, context.seed);
  const measured: Record<string, Measured> = {};
  const strip: Record<string, { values: Float32Array; shape: number[] }> = {
    clean: firstImages(parts.test),
    noisy: firstImages(noisy),
  };
  for (const [name, model] of Object.entries(models)) {
    await context.train(name, model, parts.training, cosineTraining(settings.training, parts.training));
    const restored = await reconstruct(model, noisy);
    strip[name] = { values: restored.values.slice(0, shown * pixels), shape: [shown, ...parts.test.shape] };
    measured[name] = {
      accuracy: await probeAccuracy(name, model, parts, settings, context),
      psnr: psnrOf(parts.test, restored.values),
      imageError: (await evaluate(model, parts.test)).squaredError! / pixels,
      noiseError: (await evaluate(model, noise)).squaredError! / pixels,
    };
    model.dispose();
  }
  return {
    // Too few images in the short form to tell what a denoising code is worth to a probe.
    claims: claimsOf(measured, context.pick<Regularised[]>(['denoising', 'sparse'], ['sparse'])),
    configuration: { ...settings },
    sections: [resultSection(measured), stripSection(strip, settings.noise)],
  };
}

async function probeAccuracy(
  name: string,
  model: Autoencoder,
  parts: ImageParts,
  { probe }: typeof full,
  context: StudyContext,
): Promise<number> {
  const digits = classifier(model, { classes: 10, mode: 'frozen', seed: context.seed });
  await context.train(`${name}-probe`, digits.onCodes(), await digits.encoded(parts.training), probe);
  const { error } = await evaluate(digits, parts.test);
  digits.dispose();
  return 100 * (1 - error!);
}

function firstImages(data: ArrayDataset) {
  return { values: data.values(rows(0, shown)), shape: [shown, ...data.shape] };
}

function psnrOf(test: ArrayDataset, restored: Float32Array): number {
  return tf.tidy(() => {
    const clean = tf.tensor(test.values(rows(0, test.size)), [test.size, ...test.shape]);
    const ratio = peakSignalToNoiseRatio(clean, tf.tensor(restored, [test.size, ...test.shape]));
    return tf.mean(ratio).dataSync()[0]!;
  });
}

function claimsOf(measured: Readonly<Record<string, Measured>>, probed: readonly Regularised[]): Claim[] {
  const names = Object.keys(twinOf) as Regularised[];
  return [
    ...names.map((name) => ({
      figure: `PSNR of noisy test images reconstructed, ${name}, against its unregularised twin`,
      value: measured[name]!.psnr,
      target: measured[twinOf[name]]!.psnr,
      better: 'higher' as const,
      unit: 'dB',
    })),
    ...probed.map((name) => ({
      figure: `accuracy of a linear probe of the code, ${name}, against its unregularised twin`,
      value: measured[name]!.accuracy,
      target: measured[twinOf[name]]!.accuracy,
      better: 'higher' as const,
      unit: '%',
    })),
  ];
}

function resultSection(measured: Readonly<Record<string, Measured>>): ReportSection {
  return {
    title: 'What the codes learned',
    text: [
      'A model that copies reconstructs anything, pure noise too, and keeps the noise of a noisy image. One that has learned what digits are does neither.',
    ],
    tables: [
      {
        caption: 'Measured on test images',
        columns: [
          'model',
          'linear probe, % right',
          'PSNR from noisy, dB',
          'error per pixel, images',
          'error per pixel, pure noise',
        ],
        rows: Object.entries(measured).map(([name, { accuracy, psnr, imageError, noiseError }]) => [
          name,
          accuracy,
          psnr,
          imageError,
          noiseError,
        ]),
      },
    ],
  };
}

function stripSection(
  strip: Readonly<Record<string, { values: Float32Array; shape: number[] }>>,
  noise: number,
): ReportSection {
  return {
    title: 'From noise to clean',
    pictures: [
      {
        picture: imageStrip(
          Object.fromEntries(Object.entries(strip).map(([name, rows]) => [name, clipped(rows)])),
        ),
        caption: `Test images, the same with Gaussian noise of standard deviation ${noise}, and what each model makes of the noisy ones.`,
      },
    ],
  };
}

/** Pixels within [0, 1]: noise reaches further, and would take the contrast from all. */
function clipped({ values, shape }: { values: Float32Array; shape: number[] }) {
  return { values: values.map((value) => Math.min(1, Math.max(0, value))), shape };
}
