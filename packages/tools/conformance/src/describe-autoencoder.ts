import { type EngineName, useBackend } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { beforeAll, describe } from 'vitest';
import { badInput } from './checks/bad-input.js';
import { gradients } from './checks/gradients.js';
import { persistence } from './checks/persistence.js';
import { shapes } from './checks/shapes.js';
import { training } from './checks/training.js';

/** What the suite needs to know of a variant. */
export interface Subject {
  /** Makes a small model; `options` override the variant's own. */
  readonly create: (options?: Readonly<Record<string, unknown>>) => Autoencoder;
  /** The factory, for loading. */
  readonly factory: Parameters<typeof import('@autoencoders/core').load>[1][number];
  /** Flat values of a few examples, within the model's domain: a multiple of the input's size. */
  readonly examples: Float32Array;
  /** Engines to run on. Default `['cpu', 'wasm']`. */
  readonly engines?: readonly EngineName[];
  /** Relative tolerance of gradients against finite differences in single precision. Default 0.05. */
  readonly gradientTolerance?: number;
  /** Full epochs on the examples after which the first phase's loss must have fallen. Default 30. */
  readonly epochs?: number;
}

/**
 * The `Autoencoder` contract as a vitest suite: shapes, memory, gradients against finite differences, training
 * that falls, repeats and resumes to the bit, saving and loading, and clear errors on bad input, on each engine.
 *
 * @example
 * describeAutoencoder('variational', { create, factory: variationalAutoencoder, examples });
 */
export function describeAutoencoder(name: string, subject: Subject): void {
  describe.each([...(subject.engines ?? (['cpu', 'wasm'] as const))])(`${name} on %s`, (engine) => {
    beforeAll(async () => {
      await useBackend(engine);
    });
    // Sums on a graphics card may be ordered differently from one run to the next.
    const exact = engine !== 'webgpu';
    shapes(subject);
    gradients(subject);
    training(subject, exact);
    persistence(subject, exact);
    badInput(subject);
  });
}
