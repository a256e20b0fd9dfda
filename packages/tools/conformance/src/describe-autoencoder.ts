import { type EngineName, useBackend } from '@autoencoders/backend';
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
  describe(name, async () => {
    for (const engine of subject.engines ?? (await presentEngines())) {
      describe(`on ${engine}`, () => {
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
  });
}

/** The engines that work here: a graphics adapter that computes in software is left to those who name it. */
async function presentEngines(): Promise<EngineName[]> {
  const { engine } = await useBackend();
  return engine === 'webgpu' ? ['cpu', 'wasm', 'webgpu'] : ['cpu', 'wasm'];
}
