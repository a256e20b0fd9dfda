import type { RatingSplit } from '@autoencoders/autorec';
import type { Candidate, Candidates } from './autorec-candidates.js';
import { type RatingErrors, trainedErrors } from './rating-errors.js';
import type { Judged, Tested } from './rating-sections.js';
import type { StudyContext } from './study.js';

/** What a group of candidates came to, and the one to test. */
export interface Trials {
  readonly judged: readonly Judged[];
  readonly chosen: Candidate;
}

/** Trains all models of a group and takes the one with the least RMSE on the validation part; an only one as it is. */
export async function trials(
  { name: group, models }: Candidates,
  held: RatingSplit,
  context: StudyContext,
): Promise<Trials> {
  const [only, ...others] = models;
  if (others.length === 0) return { chosen: only!, judged: [{ group, model: only!.name, chosen: true }] };
  const found: RatingErrors[] = [];
  for (const model of models) {
    const name = trainingName('validation', group, model.name);
    found.push(await trainedErrors(name, held, model, { seed: context.seed, curve: true }, context));
  }
  const least = Math.min(...found.map(({ rmse }) => rmse));
  const best = found.findIndex(({ rmse }) => rmse === least);
  const judged = found.map((validation, at) => ({
    group,
    model: models[at]!.name,
    validation,
    chosen: at === best,
  }));
  return { judged, chosen: models[best]! };
}

/** The errors on each test file, from every seed. */
export async function testErrors(
  { name }: Candidates,
  model: Candidate,
  splits: ReadonlyMap<string, RatingSplit>,
  seeds: number,
  context: StudyContext,
): Promise<Tested['errors']> {
  const errors: Record<string, RatingErrors[]> = {};
  for (const [split, parts] of splits) {
    errors[split] = [];
    for (let seed = context.seed; seed < context.seed + seeds; seed++) {
      const training = trainingName(split, name, `seed ${seed}`);
      errors[split].push(await trainedErrors(training, parts, model, { seed }, context));
    }
  }
  return errors;
}

/** A name that a folder can have. */
export function trainingName(...parts: readonly string[]): string {
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
