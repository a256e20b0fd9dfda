import { AutoencoderError } from '@autoencoders/errors';
import type { Calibration } from './thresholds/calibration.js';

/** What is said of rows. */
export interface Detection {
  /** `[rows]`, the higher, the odder. */
  readonly scores: Float32Array;
  /** `[rows]`, 1 where the score is above the threshold, else 0. */
  readonly anomalous: Uint8Array;
}

/** Scores held against a threshold. */
export function detectionOf(scores: Float32Array, { threshold }: Calibration): Detection {
  return { scores, anomalous: Uint8Array.from(scores, (score) => (score > threshold ? 1 : 0)) };
}

/** The calibration. @throws {AutoencoderError} where there is none yet. */
export function calibrated(calibration: Calibration | undefined): Calibration {
  if (calibration) return calibration;
  throw new AutoencoderError(
    "there is no threshold yet: call 'calibrate(normal, …)' before, with rows that were not trained on",
  );
}
