import { useBackend } from '@autoencoders/backend';
import { beforeAll, describe, it } from 'vitest';
import { contract } from './contract.js';
import type { Subject } from './subject.js';

/**
 * The `Autoencoder` contract as a vitest suite: shapes, memory, gradients against finite differences, training
 * that falls, moves only what it says, repeats and resumes to the bit, saving and loading, and clear errors on bad
 * input, on each engine.
 *
 * @example
 * describeAutoencoder('variational', { create, factory: variationalAutoencoder, examples });
 */
export function describeAutoencoder(name: string, subject: Subject): void {
  describe.each([...(subject.engines ?? (['cpu', 'wasm'] as const))])(`${name} on %s`, (engine) => {
    beforeAll(async () => {
      await useBackend(engine);
    });
    for (const { title, exact, run } of contract) {
      if (exact && engine === 'webgpu') continue;
      it(title, async () => {
        await run(subject);
      });
    }
  });
}
