import { areaUnderRoc, averagePrecision, precisionAt } from '@autoencoders/metrics';
import { kinds } from './anomaly-labels.js';

/** How scores and alarms meet labels, of the rows that have one. */
export interface JudgedScores {
  readonly anomalies: number;
  readonly normal: number;
  /** Rows without a label; they are left out. */
  readonly unlabelled: number;
  /** Over all thresholds; nothing where all rows are of one kind. */
  readonly ranking:
    | {
        readonly areaUnderRoc: number;
        readonly averagePrecision: number;
        /** The precision among as many rows as there are anomalies. */
        readonly precisionAtAnomalies: number;
      }
    | undefined;
  /** Anomalies called anomalous. */
  readonly found: number;
  /** Normal rows called anomalous. */
  readonly falseAlarms: number;
}

/** Judges scores; nothing where no row has a label. */
export function judgeScores(
  scores: Float32Array,
  anomalous: Uint8Array,
  labels: Int8Array,
): JudgedScores | undefined {
  const known = [...labels.keys()].filter((row) => labels[row] !== kinds.unknown);
  if (known.length === 0) return undefined;
  const truth = known.map((row) => labels[row]!);
  const own = known.map((row) => scores[row]!);
  const alarms = known.filter((row) => anomalous[row] === 1);
  const anomalies = truth.filter((kind) => kind === kinds.anomaly).length;
  const found = alarms.filter((row) => labels[row] === kinds.anomaly).length;
  const normal = known.length - anomalies;
  return {
    anomalies,
    normal,
    unlabelled: labels.length - known.length,
    ranking:
      anomalies === 0 || normal === 0
        ? undefined
        : {
            areaUnderRoc: areaUnderRoc(own, truth),
            averagePrecision: averagePrecision(own, truth),
            precisionAtAnomalies: precisionAt(own, truth, anomalies),
          },
    found,
    falseAlarms: alarms.length - found,
  };
}
