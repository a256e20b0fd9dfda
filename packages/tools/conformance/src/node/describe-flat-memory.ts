import { type EngineName, useBackend } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { describe, expect, it } from 'vitest';
import { memoryWhileTraining } from './memory-while-training.js';

/** A training long enough to show a leak. */
export interface MemorySubject {
  readonly create: () => Autoencoder;
  /** Data of a known size. */
  readonly data: () => Dataset;
  /** Default `'wasm'`. */
  readonly engine?: EngineName;
  /** At least so many steps. Default 2,000, of which the first quarter warms up. */
  readonly steps?: number;
  /** Default 32. */
  readonly batchSize?: number;
  /** How much the resident set may grow after the warm-up, in MB. Default 4. */
  readonly megabytes?: number;
}

/**
 * A long training as a vitest suite: the number of tensors stays the same from the first epoch to the last, and
 * the resident set of the process stays flat after the first quarter.
 *
 * @example
 * describeFlatMemory('variational', { create: () => variationalAutoencoder({ inputShape: [64] }), data });
 */
export function describeFlatMemory(name: string, subject: MemorySubject): void {
  const { create, engine = 'wasm', steps = 2000, batchSize = 32, megabytes = 4 } = subject;
  describe(`${name} over ${steps} steps on ${engine}`, () => {
    it('holds the same tensors and a flat resident set', async () => {
      await useBackend(engine);
      const model = create();
      const data = subject.data();
      const epochs = Math.ceil(steps / Math.ceil(data.size! / batchSize));
      const samples = await memoryWhileTraining(model, data, { epochs, batchSize });
      model.dispose();
      expect(samples.at(-1)!.step).toBeGreaterThanOrEqual(steps);
      expect(new Set(samples.map(({ tensors }) => tensors)).size).toBe(1);
      // The least of each end: what is held, less what happened to be in use.
      const warm = samples.filter(({ step }) => step >= steps / 4);
      const half = Math.ceil(warm.length / 2);
      const least = (part: typeof warm) => Math.min(...part.map(({ resident }) => resident));
      const growth = least(warm.slice(half)) - least(warm.slice(0, half));
      expect(growth / 2 ** 20).toBeLessThan(megabytes);
    });
  });
}
