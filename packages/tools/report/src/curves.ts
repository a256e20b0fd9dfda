/** The figures of one epoch, as `fit` records them. */
export interface EpochRecord {
  /** Number of the epoch, from 1. */
  readonly epoch: number;
  /** Loss terms of training, averaged over the epoch. */
  readonly terms: Readonly<Record<string, number>>;
  /** The same over the validation data. */
  readonly validation?: Readonly<Record<string, number>>;
}

/** A point of a curve. */
export interface CurvePoint {
  readonly series: 'training' | 'validation';
  readonly epoch: number;
  readonly value: number;
}

/** The curves by term, in the order the terms appear; values that are not finite leave a gap. */
export function curvesOf(epochs: readonly EpochRecord[]): Map<string, CurvePoint[]> {
  const curves = new Map<string, CurvePoint[]>();
  for (const record of epochs) {
    for (const [series, terms] of [
      ['training', record.terms],
      ['validation', record.validation ?? {}],
    ] as const) {
      for (const [name, value] of Object.entries(terms)) {
        if (!Number.isFinite(value)) continue;
        const points = curves.get(name) ?? [];
        curves.set(name, points);
        points.push({ series, epoch: record.epoch, value });
      }
    }
  }
  return curves;
}
