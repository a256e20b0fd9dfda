import { decodedRows } from './decoded-rows.js';
import reference from './samples-of-generators.reference.json' with { type: 'json' };

/** Two samples each, and what numpy says of them (reference/samples-of-generators.py). */
export const tests = reference.tests.map((known) => ({
  ...known,
  kernel: known.kernel as 'rbf' | 'inverseMultiquadratic',
  x: decodedRows(known.x),
  y: decodedRows(known.y),
}));

/** Samples and centres of modes, and which of these are covered. */
export const coverages = reference.coverages.map((known) => ({
  ...known,
  samples: decodedRows(known.samples),
  centers: decodedRows(known.centers),
}));

/** Images, and how sharp scipy finds them. */
export const sharpnesses = reference.images.map((known) => ({ ...known, images: decodedRows(known.images) }));
