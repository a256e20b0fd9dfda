import { loadAnomalyDetector } from '@autoencoders/anomaly';
import { DataError } from '@autoencoders/errors';
import type { Tell } from './events.js';
import { keptFiles } from './kept-detector.js';
import { factories } from './make-detector.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { scoreRows } from './score-rows.js';
import { dropDetector, openSheet, type Session, type Watched } from './session.js';
import { tellEngine } from './tell-engine.js';
import { unitsOf, valuesOf } from './units.js';

/**
 * Scores the table by the detector that is kept.
 *
 * @throws {DataError} when the table lacks one of its columns.
 */
export async function useKept(session: Session, tell: Tell): Promise<Outcome> {
  const kept = await keptFiles();
  if (!kept) throw new DataError('no detector is kept in this browser: train one');
  const { files, beside } = kept;
  const { columns, settings, threshold } = beside;
  const sheet = openSheet(session);
  const units = unitsOf(sheet, valuesOf(sheet, columns, settings.missing), columns, settings);
  await tellEngine(settings.engine, tell);
  const detector = await loadAnomalyDetector(
    { read: async () => files, description: 'the detector that is kept' },
    factories,
  );
  const scores = await scoreRows(detector, units, sheet.rows.length, tell).catch((error: unknown) => {
    detector.dispose();
    detector.autoencoder.dispose();
    throw error;
  });
  dropDetector(session);
  session.detector = detector;
  const watched: Watched = {
    columns,
    settings,
    ...scores,
    normal: new Uint8Array(sheet.rows.length),
    heldOutScores: Float32Array.from(beside.heldOutScores),
    threshold,
  };
  session.watched = watched;
  return {
    ...outcomeOf(watched, detector.positive),
    learnt: 0,
    heldOut: beside.heldOutScores.length,
    steps: 0,
    seconds: 0,
    stopped: false,
    notes: [`Scored by the detector that was trained on ${beside.title}.`],
  };
}
