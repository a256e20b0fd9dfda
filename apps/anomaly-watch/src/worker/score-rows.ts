import type { AnomalyDetector } from '@autoencoders/anomaly';
import { nextTurn } from '@autoencoders/app-kit/worker';
import type { Tell } from './events.js';
import type { Units } from './units.js';

/** The scores of all units, as those of rows too; how far it is, is told. */
export async function scoreRows(detector: AnomalyDetector, units: Units, rows: number, tell: Tell) {
  const unitScores = await scoreUnits(detector, units, tell);
  const unitAt = unitAtEachRow(units, rows);
  const rowScores = Float32Array.from(unitAt, (unit) => (unit < 0 ? Number.NaN : unitScores[unit]!));
  return { units, unitScores, unitAt, rowScores };
}

/** A batch at a time. */
async function scoreUnits(detector: AnomalyDetector, units: Units, tell: Tell): Promise<Float32Array> {
  const scores = new Float32Array(units.starts.length);
  let done = 0;
  for await (const batch of units.batches(256)) {
    scores.set(await detector.score(batch), done);
    done += batch.shape[0]!;
    tell({ type: 'scoring', share: done / scores.length });
    await nextTurn();
  }
  return scores;
}

/** The last unit that ended at each row or before it: what a stream of rows would have said by then. */
export function unitAtEachRow({ starts, length }: Units, rows: number): Int32Array {
  const found = new Int32Array(rows).fill(-1);
  if (length === 1) {
    starts.forEach((row, unit) => {
      found[row] = unit;
    });
    return found;
  }
  let unit = -1;
  for (let row = 0; row < rows; row++) {
    while (unit + 1 < starts.length && starts[unit + 1]! + length - 1 <= row) unit += 1;
    found[row] = unit;
  }
  return found;
}
