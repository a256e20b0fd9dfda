import { type EngineName, useBackend } from '@autoencoders/backend';
import { beforeAll, describe, it } from 'vitest';

/** One demand of a contract: `run` throws when the subject does not meet it. */
export interface Demand<Subject> {
  readonly title: string;
  /** Holds to the bit, so not on a graphics card, where sums may be ordered differently from run to run. */
  readonly exact?: boolean;
  run(subject: Subject): void | Promise<void>;
}

/** Every demand as a test, on each engine. */
export function describeOnEngines<Subject extends { readonly engines?: readonly EngineName[] }>(
  name: string,
  subject: Subject,
  demands: readonly Demand<Subject>[],
): void {
  describe(name, async () => {
    for (const engine of subject.engines ?? (await presentEngines())) {
      describe(`on ${engine}`, () => {
        beforeAll(async () => {
          await useBackend(engine);
        });
        for (const { title, exact, run } of demands) {
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
