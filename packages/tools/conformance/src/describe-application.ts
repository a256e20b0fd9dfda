import { applicationPersistence } from './application/persistence.js';
import type { ApplicationSubject } from './application/subject.js';
import { applicationTraining } from './application/training.js';
import { type Demand, describeOnEngines } from './describe-on-engines.js';

/** Every demand on an application, cheapest first. */
export const applicationContract: readonly Demand<ApplicationSubject>[] = [
  ...applicationTraining,
  ...applicationPersistence,
];

/**
 * The `Application` contract as a vitest suite: training that falls, moves only what it says, repeats and resumes to
 * the bit; gradients against finite differences; memory; saving and loading; clear errors on bad input; on each
 * engine. Of one without phases, whose values are fitted when it is made, what concerns training is left out.
 *
 * @example
 * describeApplication('classifier', { create, data, load, outcome });
 */
export function describeApplication(name: string, subject: ApplicationSubject): void {
  describeOnEngines(name, subject, applicationContract);
}
