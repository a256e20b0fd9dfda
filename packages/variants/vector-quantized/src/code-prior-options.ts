import { parseOptions } from '@autoencoders/core';
import { type ActivationName, activationNames } from '@autoencoders/layers';
import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const odd = (least: number) =>
  z
    .int()
    .min(least)
    .refine((size) => size % 2 === 1, { message: 'give an odd number' });

const schema = z.strictObject({
  filters: z.int().min(1).default(32),
  layers: z.int().min(0).default(4),
  kernelSize: odd(1).default(3),
  firstKernelSize: odd(3).default(7),
  embedding: z.int().min(1).default(32),
  activation: z.enum(activationNames).default('relu'),
  classes: z.int().min(2).optional(),
  seed: z.int().min(0).default(0),
});

/** The options of a code prior, defaults filled in. */
export type CodePriorSettings = z.output<typeof schema>;

/** How a prior is put on the codes of an autoencoder. */
export interface CodePriorOptions {
  /** Channels of the gated layers. Default 32. */
  readonly filters?: number;
  /** Gated layers after the first. Default 4. */
  readonly layers?: number;
  /** Side of their kernels, odd. Default 3. */
  readonly kernelSize?: number;
  /** Side of the first kernel, odd. Default 7. */
  readonly firstKernelSize?: number;
  /** Width of the learned vector of each code. Default 32. */
  readonly embedding?: number;
  /** Of the two layers before the logits. Default `'relu'`. */
  readonly activation?: ActivationName;
  /** Number of classes that codes are conditional on, the labels of the data. Default none. */
  readonly classes?: number;
  /** Seed of the initial weights. Default 0. */
  readonly seed?: number;
  /** A network of your own, from indices `[batch, height, width]` to logits `[batch, height, width, codes]`. */
  readonly prior?: tf.LayersModel;
}

/** @throws {OptionError} naming each option that is wrong and the value received. */
export function codePriorSettings(given: Omit<CodePriorOptions, 'prior'>): CodePriorSettings {
  return parseOptions('the code prior', schema, given);
}
