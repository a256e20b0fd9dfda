import type { CurvePoint } from '../kept/run-record.js';

/** Points that a curve keeps: more cannot be told apart on a screen. */
const most = 1200;

/** A curve with one more point; where it grows too long, every second of the older ones is dropped. */
export function withPoint(curve: readonly CurvePoint[], point: CurvePoint): CurvePoint[] {
  const kept = curve.length < most ? curve : curve.filter((_, index) => index % 2 === 0);
  return [...kept, point];
}
