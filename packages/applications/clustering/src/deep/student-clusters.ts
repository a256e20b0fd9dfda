import type { Autoencoder, FitOptions, StepContext } from '@autoencoders/core';
import type { Batch, Dataset, Rows } from '@autoencoders/data';
import { checkInteger, checkNumber } from '@autoencoders/errors';
import {
  clusteringTarget,
  klBetweenCategoricalsPerExample,
  logStudentAssignment,
  studentAssignment,
} from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';
import { codeWidth } from '../codes.js';
import { beginByKMeans } from './begin-by-k-means.js';
import type { DeepSettings } from './deep-clustering.js';
import type { Assignments, DeepParts } from './deep-clustering-from.js';
import { zeroVariable } from './networks.js';
import { ownFitOnly } from './own-fit-only.js';
import { targetTraining } from './target-refresh.js';

/** The options of clusterings that train towards a target distribution. */
export interface TargetOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Degrees of freedom of Student's t distribution. Default 1. */
  readonly alpha?: number;
  /** Steps from one refresh of all targets to the next. Default 140. */
  readonly updateEvery?: number;
  /** Stop when a smaller share of labels changed between refreshes; 0: never. Default 0.001. */
  readonly tolerance?: number;
  /** Starts of k-means, of which the best is kept. Default 20. */
  readonly restarts?: number;
  /** Keys the starts of k-means. Default 0. */
  readonly seed?: number;
}

/** {@link TargetOptions} with their defaults, as JSON. */
export interface TargetSettings extends DeepSettings {
  readonly alpha: number;
  readonly updateEvery: number;
  readonly tolerance: number;
  readonly restarts: number;
}

/**
 * The options, checked, with their defaults.
 *
 * @throws {OptionError} naming the option and the value received.
 */
export function targetSettings(options: TargetOptions): TargetSettings {
  const { clusters, alpha = 1, updateEvery = 140, tolerance = 0.001, restarts = 20, seed = 0 } = options;
  checkInteger('clusters', clusters);
  checkNumber('alpha', alpha, Number.MIN_VALUE);
  checkInteger('updateEvery', updateEvery);
  checkNumber('tolerance', tolerance, 0, 1);
  checkInteger('restarts', restarts);
  checkInteger('seed', seed, 0);
  return { clusters, alpha, updateEvery, tolerance, restarts, seed };
}

/** What DEC and IDEC share: centroids, soft assignments, targets, and how far the ones are from the others. */
export function studentClusters(autoencoder: Autoencoder, kind: string, settings: TargetSettings) {
  const { clusters, alpha } = settings;
  const centroids = zeroVariable([clusters, codeWidth(autoencoder)], true);
  const frequencies = zeroVariable([clusters], false);

  /** `KL(P ‖ Q)` of each example, `[batch]`, for its code: to the targets given in training, else to its own. */
  function divergence(
    codes: tf.Tensor,
    { y }: Batch,
    { training }: Pick<StepContext, 'training'>,
  ): tf.Tensor1D {
    const logAssignment = logStudentAssignment(codes, centroids, alpha);
    if (!training) {
      return klBetweenCategoricalsPerExample(
        clusteringTarget(tf.exp(logAssignment), frequencies),
        logAssignment,
      );
    }
    if (y && tf.util.arraysEqual(y.shape, logAssignment.shape)) {
      return klBetweenCategoricalsPerExample(y, logAssignment);
    }
    throw ownFitOnly(kind);
  }

  const parts = {
    state: { centroids, frequencies },
    centroids,
    probabilitiesOf: (codes: tf.Tensor) => studentAssignment(codes, centroids, alpha),
    begin: (codes: Rows) => beginByKMeans(centroids, codes, settings),
    training: (data: Dataset, options: FitOptions, assignments: Assignments) =>
      targetTraining(data, options, assignments, { ...settings, frequencies }),
  } satisfies Partial<DeepParts<Autoencoder>>;
  return { parts, centroids, divergence };
}
