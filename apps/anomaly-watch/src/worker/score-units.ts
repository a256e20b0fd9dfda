import type { AnomalyDetector } from '@autoencoders/anomaly';
import { nextTurn } from '@autoencoders/app-kit/worker';
import type { Units } from './units.js';

/** Scores all units, a batch at a time. @param tell how far it is, from 0 to 1 */
export async function scoreUnits(
  detector: AnomalyDetector,
  units: Units,
  tell: (share: number) => void,
): Promise<Float32Array> {
  const scores = new Float32Array(units.starts.length);
  let done = 0;
  for await (const batch of units.batches(256)) {
    scores.set(await detector.score(batch), done);
    done += batch.shape[0]!;
    tell(done / scores.length);
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
