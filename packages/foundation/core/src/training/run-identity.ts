import { ModelFormatError } from '@autoencoders/errors';
import type { Json, Trainable } from '../autoencoder.js';
import type { Optimizer } from '../optimizers/optimizer.js';
import type { Schedule } from '../optimizers/schedules.js';
import type { FitOptions } from './fit-options.js';

/** What must be the same for a run to continue another. */
export type RunIdentity = { readonly [name: string]: Json };

/** Schedules are functions: they are compared by their values at these steps. */
const probes = [0, ...Array.from({ length: 21 }, (_, power) => 2 ** power)];

/** The identity of a run; the number of epochs is no part of it, so that a run may be made longer. */
export function runIdentity(
  model: Trainable,
  phases: readonly { readonly optimizer: Optimizer; readonly schedule: Schedule }[],
  examples: number | undefined,
  options: FitOptions,
): RunIdentity {
  return {
    kind: model.kind,
    options: model.options,
    inputShape: model.inputShape,
    phases: model.phases.map(({ name, repeat = 1 }, index) => ({
      name,
      repeat,
      optimizer: phases[index]!.optimizer.configuration,
      learningRate: probes.map(phases[index]!.schedule),
    })),
    batchSize: options.batchSize ?? 128,
    seed: options.seed ?? 0,
    shuffle: options.shuffle ?? true,
    examples: examples ?? null,
    gradientClipping: { ...options.gradientClipping },
  };
}

/**
 * Checks that a checkpoint is of the run that goes on from it.
 *
 * @throws {ModelFormatError} naming the first thing that differs, and both values.
 */
export function checkIdentity(saved: RunIdentity, current: RunIdentity, place: string): void {
  const [before, now] = [flat(saved), flat(current)];
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    const [was, is] = [before.get(name) ?? 'none', now.get(name) ?? 'none'];
    if (was !== is) {
      throw new ModelFormatError(
        `the checkpoint in ${place} was made with ${name} ${was}, this run has ${is}: resume with the same, or start anew`,
      );
    }
  }
}

/** Values by their path, `options.latentDim`; lists of numbers stay whole. */
function flat(value: Json | undefined, path = '', into = new Map<string, string>()): Map<string, string> {
  const nested = typeof value === 'object' && value !== null;
  if (!nested || (Array.isArray(value) && value.every((item) => typeof item === 'number'))) {
    into.set(path, JSON.stringify(value) ?? 'none');
    return into;
  }
  for (const [key, inner] of Object.entries(value)) flat(inner, path === '' ? key : `${path}.${key}`, into);
  return into;
}
