import { classificationReport } from '@autoencoders/metrics';
import { type Confusion, checkConfusion, confusionMap } from './confusion-map.js';
import type { ReportSection } from './report.js';

/**
 * What a classifier gets right: its confusion matrix as a heat map (rows truth, columns predictions), and precision,
 * recall and F1 of each class.
 *
 * @throws {ShapeError} if counts or names do not fit the classes.
 * @throws {DataError} if a count is not a whole number of at least 0, or all are 0.
 */
export function confusionSection(confusion: Confusion): ReportSection {
  const { names, total, accuracy } = checkConfusion(confusion);
  const classes = Array.from(confusion.classes);
  const { perClass, macro } = classificationReport({ classes, counts: Int32Array.from(confusion.counts) });
  const number = total.toLocaleString('en');
  return {
    title: 'Right and wrong',
    text: [`${(accuracy * 100).toFixed(2)} % of ${number} examples are right.`],
    pictures: [
      {
        picture: confusionMap(confusion),
        narrow: confusionMap(confusion, { width: 360 }),
        caption:
          'Rows are true classes, columns predicted ones. The stronger the colour of a cell, the larger its share of its row; blue is right, red is wrong.',
      },
    ],
    tables: [
      {
        caption: 'Each class, and the mean over classes',
        columns: ['class', 'precision', 'recall', 'F1', 'examples'],
        rows: [
          ...perClass.map(({ precision, recall, f1, support }, index) => [
            names[index]!,
            ...[precision, recall, f1].map(rounded),
            support,
          ]),
          ['mean', ...[macro.precision, macro.recall, macro.f1].map(rounded), total],
        ],
      },
    ],
  };
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
