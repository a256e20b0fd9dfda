import type { AnomalyDetector } from '@autoencoders/anomaly';
import type { Rows } from '@autoencoders/data';

/** A threshold, and what to know of it. */
export interface Threshold {
  readonly threshold: number;
  readonly note?: string;
}

/** Of the highest scores that a tail is fitted to. */
const tail = 0.1;

/**
 * Finds the threshold by normal units that were not learnt from: an order statistic of their scores; where they are too
 * few for the rate, a distribution of the highest of them; and where they are too few for that, the highest.
 */
export async function calibrate(
  detector: AnomalyDetector,
  heldOut: Rows,
  falseAlarmRate: number,
): Promise<Threshold> {
  const count = heldOut.shape[0]!;
  const rarest = 1 / (count + 1);
  if (falseAlarmRate >= rarest - 1e-9) {
    return detector.calibrate(heldOut, { by: 'quantile', falseAlarmRate });
  }
  try {
    const { threshold } = await detector.calibrate(heldOut, { by: 'extreme-value', falseAlarmRate, tail });
    return {
      threshold,
      note: `So rare an alarm (${percent(falseAlarmRate)}) is estimated from the tail of ${count} normal scores: more normal rows make it surer.`,
    };
  } catch {
    const { threshold } = await detector.calibrate(heldOut, { by: 'quantile', falseAlarmRate: rarest });
    return {
      threshold,
      note: `Only ${count} normal ones are kept for the threshold, too few for a false-alarm rate of ${percent(falseAlarmRate)}: it is their highest score, of ${percent(rarest)}. Choose more normal rows.`,
    };
  }
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
