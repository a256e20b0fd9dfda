import { contract } from './contract.js';
import { describeOnEngines } from './describe-on-engines.js';
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
  describeOnEngines(name, subject, contract);
}
