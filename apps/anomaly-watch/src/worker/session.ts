import type { AnomalyDetector } from '@autoencoders/anomaly';
import type { Rows } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { Axis } from '../table/axis.js';
import type { Sheet } from '../table/sheet.js';
import type { Settings } from './settings.js';
import type { Units } from './units.js';

/** What the worker holds. */
export interface Session {
  sheet: Sheet | undefined;
  axis: Axis | undefined;
  watched: Watched | undefined;
  detector: AnomalyDetector | undefined;
}

/** A session that holds nothing yet. */
export function newSession(): Session {
  return { sheet: undefined, axis: undefined, watched: undefined, detector: undefined };
}

/** The rows of the table, scored by a detector. */
export interface Watched {
  readonly columns: readonly string[];
  readonly settings: Settings;
  readonly units: Units;
  /** For each unit. */
  readonly unitScores: Float32Array;
  /** For each row: of the unit that ended last, `NaN` before the first. */
  readonly rowScores: Float32Array;
  /** The last unit that ended at a row or before it; -1 where there is none. */
  readonly unitAt: Int32Array;
  /** Rows that were chosen as normal; 1 where one was. */
  readonly normal: Uint8Array;
  /** Normal units that were not learnt from; kept as long as the page is open. */
  readonly heldOut?: Rows;
  /** Scores of normal units that were not learnt from, from the lowest. */
  readonly heldOutScores: Float32Array;
  threshold: number;
}

/** The table. @throws {DataError} when there is none yet. */
export function openSheet({ sheet }: Session): Sheet {
  if (sheet) return sheet;
  throw new DataError('there is no table yet: drop a CSV file, or take the example');
}

/** The scored rows with their detector. @throws {DataError} when there are none yet. */
export function openWatched({ watched, detector }: Session): { watched: Watched; detector: AnomalyDetector } {
  if (watched && detector) return { watched, detector };
  throw new DataError('there is no detector yet: choose the normal rows and train one');
}

/** Lets go of a detector and the autoencoder under it. */
export function dropDetector(session: Session): void {
  session.detector?.dispose();
  session.detector?.autoencoder.dispose();
  session.detector = undefined;
  session.watched = undefined;
}
