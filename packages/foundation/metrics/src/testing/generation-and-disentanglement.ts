import { decodedRows } from './decoded-rows.js';
import reference from './generation-and-disentanglement.reference.json' with { type: 'json' };

/** Two sets of rows each, and what numpy says of them (reference/generation-and-disentanglement.py). */
export const generations = reference.generations.map((known) => ({
  ...known,
  real: decodedRows(known.real),
  generated: decodedRows(known.generated),
}));

/** Codes of the factors, and their gaps by scikit-learn. */
export const disentanglements = reference.disentanglements.map((known) => ({
  ...known,
  codes: decodedRows(known.codes),
}));

export const { factors } = reference;

/** Rows in classes, and how many of those after the first `train` scikit-learn tells. */
export const classification = { ...reference.classification, x: decodedRows(reference.classification.x) };
