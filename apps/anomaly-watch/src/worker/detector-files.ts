import type { AnomalyDetector } from '@autoencoders/anomaly';
import { type Files, jsonBytes, memoryStore, save } from '@autoencoders/core';
import { openSheet, openWatched, type Session } from './session.js';
import type { Settings } from './settings.js';

/** What a detector does not know of itself, kept beside it. */
export interface KeptDetector {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly saved: number;
  readonly columns: readonly string[];
  readonly settings: Settings;
  readonly threshold: number;
  /** From the lowest. */
  readonly heldOutScores: readonly number[];
}

/** The file beside a detector's own. */
export const besideFile = 'anomaly-watch.json';

/** The detector as files: those that `loadAnomalyDetector` reads, with the threshold where it is now, and one beside. */
export async function detectorFiles(session: Session): Promise<Files> {
  const { watched, detector } = openWatched(session);
  const store = memoryStore();
  await save(withThreshold(detector, watched.threshold, watched.heldOutScores), store);
  const beside: KeptDetector = {
    title: openSheet(session).title,
    saved: Date.now(),
    columns: watched.columns,
    settings: watched.settings,
    threshold: watched.threshold,
    heldOutScores: [...watched.heldOutScores],
  };
  return new Map([...(await store.read())!, [besideFile, jsonBytes(beside)]]);
}

/** The slider puts the threshold where no rate would. */
function withThreshold(detector: AnomalyDetector, threshold: number, heldOut: Float32Array): AnomalyDetector {
  const above = heldOut.reduce((count, score) => count + (score > threshold ? 1 : 0), 0);
  const expectedFalseAlarmRate = (above + 1) / (heldOut.length + 1);
  const options = {
    ...detector.options,
    calibration: { threshold: Math.fround(threshold), expectedFalseAlarmRate },
  };
  return { ...detector, options };
}
