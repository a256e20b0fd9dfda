import type { EpochRecord } from '@autoencoders/core';

/** What is drawn of an epoch's record. */
export type CurveRecord = Pick<EpochRecord, 'epoch' | 'terms' | 'validation'>;

/** A point of a curve. */
export interface CurvePoint {
  readonly series: 'training' | 'validation';
  readonly epoch: number;
  readonly value: number;
}

/** The curves by term, in the order the terms appear; values that are not finite leave a gap. */
export function curvesOf(epochs: readonly CurveRecord[]): Map<string, CurvePoint[]> {
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
