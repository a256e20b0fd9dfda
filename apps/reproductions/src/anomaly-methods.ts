import {
  type AnomalyFitOptions,
  type AnomalyOptions,
  anomalyDetector,
  tabularOptions,
} from '@autoencoders/anomaly';
import type { Autoencoder } from '@autoencoders/core';
import { denoisingAutoencoder } from '@autoencoders/denoising';
import { areaUnderRoc } from '@autoencoders/metrics';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { variationalAutoencoder } from '@autoencoders/variational';
import type { AnomalySplit } from './anomaly-split.js';
import { isolationForestScores } from './isolation-forest.js';
import { principalComponentScores } from './principal-component-scores.js';
import type { StudyContext } from './study.js';

/** Detectors on an autoencoder. */
export const autoencoderMethods = [
  'plain AE',
  'VAE',
  'denoising AE',
  'best default',
  'errors and codes, k = 5',
] as const;

/** What they are compared with. */
export const otherMethods = [
  'PCA',
  'whitened PCA',
  'isolation forest',
  'inputs, k = 5',
  'inputs, k = 20',
] as const;

export type AnomalyMethod = (typeof autoencoderMethods)[number] | (typeof otherMethods)[number];

/** The area under the ROC curve of each method. */
export type Areas = Record<AnomalyMethod, number>;

/** How the autoencoders of a split are trained, beside the detector's own defaults. */
export interface AreaOptions {
  readonly seed: number;
  /** As many epochs as make that many steps. */
  readonly steps?: number | undefined;
}

/**
 * Trains every method on one split and judges it by the area under the ROC curve of its scores on the test rows. Each
 * has one configuration for all tables; widths follow the number of columns.
 *
 * @param name of the split, for whoever watches
 * @throws {Interrupted} when the run is ended from outside.
 */
export async function areasOf(
  name: string,
  { train, test, labels }: AnomalySplit,
  { seed, steps }: AreaOptions,
  context: StudyContext,
): Promise<Areas> {
  const columns = train.shape[1]!;
  const narrow = { inputShape: [columns], hidden: [128], latentDim: Math.ceil(Math.sqrt(columns)), seed };
  const { signal } = context.options(name);
  const training: AnomalyFitOptions = {
    seed,
    batchSize: 128,
    ...(signal ? { signal } : {}),
    ...(steps === undefined ? {} : { epochs: Math.ceil(steps / Math.ceil(train.shape[0]! / 128)) }),
  };
  const area = (scores: ArrayLike<number>) => areaUnderRoc(scores, labels);

  async function areaOf(model: Autoencoder, options: AnomalyOptions, own = training) {
    const detector = anomalyDetector(model, options);
    try {
      context.checkEnd(name, await detector.fit(train, own));
      return area(await detector.score(test));
    } finally {
      detector.dispose();
    }
  }

  const plain = undercompleteAutoencoder(narrow);
  const variational = variationalAutoencoder({ ...narrow, likelihood: 'gaussian', variance: 'learned' });
  const denoising = denoisingAutoencoder({ ...tabularOptions(columns), seed });
  // The detectors after the default share what it trained.
  const trained = (options: AnomalyOptions) => areaOf(denoising, options, { ...training, epochs: 0 });
  try {
    const components = await principalComponentScores(train, test);
    return {
      'plain AE': await areaOf(plain, { score: 'reconstruction' }),
      VAE: await areaOf(variational, { score: 'reconstruction-probability' }),
      'best default': await areaOf(denoising, {}),
      'denoising AE': await trained({ score: 'reconstruction' }),
      'errors and codes, k = 5': await trained({
        score: ['reconstruction', 'nearest-neighbors'],
        neighbors: 5,
      }),
      'inputs, k = 5': await trained({ score: 'input-neighbors', neighbors: 5 }),
      'inputs, k = 20': await trained({ score: 'input-neighbors' }),
      PCA: area(components.reconstruction),
      'whitened PCA': area(components.whitened),
      'isolation forest': area(isolationForestScores(train, test, { seed })),
    };
  } finally {
    for (const model of [plain, variational, denoising]) model.dispose();
  }
}
