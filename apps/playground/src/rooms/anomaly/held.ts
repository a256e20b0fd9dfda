import { type AnomalyDetector, anomalyDetector, scoreNames } from '@autoencoders/anomaly';
import type { Autoencoder } from '@autoencoders/core';
import type { ArrayDataset } from '@autoencoders/data';
import { OptionError } from '@autoencoders/errors';
import { isPicture } from '../../data/data-summary.js';
import type { OpenRun } from '../../worker/session.js';
import { noise, shuffledColumns, upsideDown } from './odd-things.js';
import { type DetectorParts, sample } from './parts.js';

/** A model of its own with its detectors, one for each score that was asked for. */
export interface Held {
  readonly run: OpenRun;
  readonly model: Autoencoder;
  readonly parts: DetectorParts;
  /** Odd things by name: rows of other classes, noise, … */
  readonly odd: Readonly<Record<string, ArrayDataset>>;
  readonly detectors: Map<string, AnomalyDetector>;
}

/** The score whose parts add up over cells, which a detector has from the first. */
export const mainScore = 'reconstruction';

/** The name that the package's default, a mean of three scores, has here. */
const combined = 'combined';

/** A detector that is yet to be fitted. The data are on one scale already. */
export function makeDetector({ model }: Pick<Held, 'model'>, score: string): AnomalyDetector {
  return anomalyDetector(model, { scaling: 'none', ...(score === combined ? {} : { score }) });
}

/** The names of the scores that a model can have. */
export function possibleScores(held: Pick<Held, 'model'>): string[] {
  const { anomalyScores = {} } = held.model as { anomalyScores?: object };
  return [...scoreNames, combined, ...Object.keys(anomalyScores)].filter((score) => {
    try {
      makeDetector(held, score).dispose();
      return true;
    } catch (error) {
      if (error instanceof OptionError) return false;
      throw error;
    }
  });
}

/** The detector by that score; its model is trained already. */
export async function detectorBy(held: Held, score: string): Promise<AnomalyDetector> {
  const known = held.detectors.get(score);
  if (known) return known;
  const detector = makeDetector(held, score);
  await detector.fit(sample(held.parts.train), { epochs: 0 });
  held.detectors.set(score, detector);
  return detector;
}

/** Rows that a detector should find odd. */
export async function oddThings(
  { data: { summary } }: OpenRun,
  { normal, odd, oddClasses = [] }: DetectorParts,
): Promise<Record<string, ArrayDataset>> {
  return {
    ...(odd ? { [oddClasses.length > 3 ? 'other classes' : oddClasses.join(', ')]: odd } : {}),
    ...(isPicture(summary) ? { 'upside down': upsideDown(normal) } : {}),
    ...(summary.shape.length === 1 && normal.size > 1 ? { 'shuffled columns': shuffledColumns(normal) } : {}),
    noise: await noise(summary.shape, Math.min(200, normal.size)),
  };
}

/** Frees what is held. */
export function release(held: Held | undefined): void {
  if (!held) return;
  for (const detector of held.detectors.values()) detector.dispose();
  held.model.dispose();
}

/** Drops the detectors that have fitted something to weights of before; an error alone has not. */
export function forgetFitted({ detectors }: Held): void {
  for (const [score, detector] of detectors) {
    if (score === mainScore) continue;
    detector.dispose();
    detectors.delete(score);
  }
}
