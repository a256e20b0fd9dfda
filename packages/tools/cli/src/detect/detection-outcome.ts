import type { Calibration } from '@autoencoders/anomaly';
import type { History } from '@autoencoders/core';
import type { DetectFlags, DetectRequest } from './detect-flags.js';
import type { ReadyDetector } from './detector-parts.js';
import type { OddRow } from './explain-rows.js';
import type { JudgedScores } from './judge-scores.js';
import type { RawRows } from './raw-rows.js';

/** What was found. */
export interface DetectionOutcome {
  readonly flags: DetectFlags;
  readonly request: DetectRequest;
  readonly ready: ReadyDetector;
  readonly data: RawRows;
  /** Of the detector: the names of its scores, and what it does about missing cells. */
  readonly options: { readonly score: string | readonly string[]; readonly missing: string };
  readonly calibration: Calibration;
  /** Of the training, where there was one. */
  readonly history: History | undefined;
  readonly scores: Float32Array;
  /** 1 where a score is above the threshold. */
  readonly anomalous: Uint8Array;
  readonly worst: readonly OddRow[];
  /** 1 for anomalies, 0 for normal rows, -1 where it is not known. */
  readonly labels: Int8Array | undefined;
  readonly judged: JudgedScores | undefined;
}
