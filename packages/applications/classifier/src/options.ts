import { parseOptions } from '@autoencoders/core';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

/** What training moves: the head alone; encoder and head; both, with the autoencoder's own loss beside. */
export const classifierModes = ['frozen', 'fine-tune', 'joint'] as const;

const share = z.number().min(0).lt(1);

const schema = z
  .strictObject({
    classes: z.int().min(2),
    mode: z.enum(classifierModes).default('frozen'),
    hidden: z.array(z.int().min(1)).default([]),
    dropout: z
      .strictObject({ inputs: share.default(0), code: share.default(0) })
      .default({ inputs: 0, code: 0 }),
    classWeights: z.array(z.number().min(0)).optional(),
    labelSmoothing: share.default(0),
    reconstructionWeight: z.number().min(0).default(1),
    seed: z.int().min(0).default(0),
  })
  .refine(({ classes, classWeights }) => !classWeights || classWeights.length === classes, {
    message: 'give one weight for each class',
    path: ['classWeights'],
  })
  .refine(({ classWeights }) => !classWeights || classWeights.some((weight) => weight > 0), {
    message: 'give one above 0 at least',
    path: ['classWeights'],
  });

/** The options of a classifier, defaults filled in. */
export type ClassifierSettings = z.output<typeof schema>;

/** How a classifier is put on an autoencoder. */
export interface ClassifierOptions {
  /** Number of classes, at least 2: labels are 0 to `classes - 1`, or -1 where there is none. */
  readonly classes: number;
  /**
   * `'frozen'`: the head is trained, the autoencoder stays as it is. `'fine-tune'`: encoder and head are.
   * `'joint'`: the autoencoder is trained by its own loss as well, on every row. Default `'frozen'`.
   */
  readonly mode?: (typeof classifierModes)[number];
  /** Widths of the head's hidden layers (ReLU), from the code outwards. Default none: softmax regression. */
  readonly hidden?: readonly number[];
  /** Shares of inputs and of units of the code that are dropped in training. Default none. */
  readonly dropout?: { readonly inputs?: number; readonly code?: number };
  /** What an example of each class counts, such as `balancedClassWeights(labels, classes)`. Default 1 each. */
  readonly classWeights?: readonly number[];
  /** Share of each label that is spread over all classes (Szegedy et al. 2016, section 7). Default 0. */
  readonly labelSmoothing?: number;
  /** Weight of the autoencoder's own loss beside the cross-entropy; of mode `'joint'`. Default 1. */
  readonly reconstructionWeight?: number;
  /** Seed of the head's initial weights. Default 0. */
  readonly seed?: number;
  /** A head of your own, from codes `[batch, ...latentShape]` to logits `[batch, classes]`. */
  readonly head?: tf.LayersModel;
}

/** @throws {OptionError} naming each option that is wrong and the value received. */
export function classifierSettings(given: Omit<ClassifierOptions, 'head'>): ClassifierSettings {
  return parseOptions('the classifier', schema, given);
}
