import { type ReliabilityBin, reliabilityDiagram } from './reliability-diagram.js';
import type { ReportSection } from './report.js';

/** Bins of predictions, with what they come to. */
export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error, from 0 to 1. Default: of these bins. */
  readonly expectedCalibrationError?: number;
}

/**
 * How far predictions are right as often as they claim: a diagram of confidence against accuracy, and the expected
 * calibration error `Σ (count / total) |accuracy - confidence|` over the bins.
 * Source: Guo, Pleiss, Sun and Weinberger 2017, equation 3.
 *
 * @param series by the name of what predicted, such as `'as trained'` and `'calibrated'`
 * @throws {DataError} if there is no prediction, or a value is not from 0 to 1.
 */
export function reliabilitySection(series: Readonly<Record<string, Reliability>>): ReportSection {
  const bins = Object.fromEntries(Object.entries(series).map(([name, { bins }]) => [name, bins]));
  return {
    title: 'Confidence',
    text: [
      'A confidence is the probability of the class that is predicted. On the dashed line predictions are right as ' +
        'often as they claim; below it they claim too much. Dots are the larger the more predictions they stand for.',
    ],
    pictures: [
      {
        picture: reliabilityDiagram(bins),
        narrow: reliabilityDiagram(bins, { width: 340 }),
        caption: 'Confidence against accuracy, and the share of predictions of each confidence.',
      },
    ],
    tables: [
      {
        caption: 'Calibration',
        columns: ['predictions', 'examples', 'mean confidence', 'accuracy', 'expected calibration error'],
        rows: Object.entries(series).map(([name, reliability]) => rowOf(name, reliability)),
      },
    ],
  };
}

function rowOf(name: string, { bins, expectedCalibrationError }: Reliability) {
  const filled = bins.filter(({ count }) => count > 0);
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  const mean = (of: (bin: ReliabilityBin) => number) =>
    filled.reduce((sum, bin) => sum + (bin.count / total) * of(bin), 0);
  return [
    name,
    total,
    mean(({ confidence }) => confidence),
    mean(({ accuracy }) => accuracy),
    expectedCalibrationError ?? mean(({ accuracy, confidence }) => Math.abs(accuracy - confidence)),
  ];
}
