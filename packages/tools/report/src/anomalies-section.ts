import { DataError, ShapeError } from '@autoencoders/errors';
import { areaUnderRoc, averagePrecision, precisionAt, rocCurve } from '@autoencoders/metrics';
import { formatFigure } from './format-figure.js';
import type { ReportPicture, ReportSection, ReportTable } from './report.js';
import { rocDiagram } from './roc-diagram.js';
import { scoreHistogram } from './score-histogram.js';

/** A cell that makes an example odd. */
export interface OddCell {
  /** Of its column. */
  readonly name: string;
  readonly value: number;
  /** What an autoencoder of normal examples reconstructs in its place. */
  readonly expected: number;
}

/** An example with a high score. */
export interface OddExample {
  /** What it is called, such as the number of its row. */
  readonly name: string | number;
  readonly score: number;
  /** The cells to blame, the worst first. */
  readonly cells: readonly OddCell[];
  /** What it is, where that is known. */
  readonly label?: string | undefined;
}

/** Examples held against a threshold. */
export interface Anomalies {
  /** How odd each example is. */
  readonly scores: ArrayLike<number>;
  /** An example is called anomalous when its score is above. */
  readonly threshold: number;
  /** The probability that a new normal example is above. */
  readonly expectedFalseAlarmRate?: number | undefined;
  /** 1 for each anomaly, 0 for each normal example, -1 where it is not known. */
  readonly labels?: ArrayLike<number> | undefined;
  /** Some examples, explained. */
  readonly worst?: readonly OddExample[] | undefined;
}

/**
 * Scores of examples: their histogram with the threshold, what makes the worst odd, and with labels the receiver
 * operating characteristic and how many of the anomalies are found.
 *
 * @throws {DataError} without scores, or naming the first score or label that is none.
 * @throws {ShapeError} when there is not one label for each score.
 */
export function anomaliesSection(found: Anomalies): ReportSection {
  const { scores, threshold, expectedFalseAlarmRate: expected, labels, worst = [] } = found;
  const known = labels && knownOf(scores, labels);
  const above = Array.from(scores).filter((score) => score > threshold).length;
  const called =
    `${number(above)} of ${number(scores.length)} examples are called anomalous: ` +
    `their scores are above the threshold of ${formatFigure(threshold)}.`;
  const chance =
    expected === undefined
      ? []
      : [`A normal example that was not trained on is above it with a probability of ${percent(expected)}.`];
  return {
    title: 'Anomalies',
    text: [[called, ...chance].join(' ')],
    pictures: [histogramOf(found), ...(known ? rocOf(known, threshold) : [])],
    tables: [...(known ? [figuresOf(known, threshold)] : []), ...(worst.length > 0 ? [worstOf(worst)] : [])],
  };
}

interface Known {
  readonly scores: readonly number[];
  readonly labels: readonly number[];
  readonly positives: number;
  readonly negatives: number;
}

/** The examples whose label is known; nothing where none is. */
function knownOf(scores: ArrayLike<number>, labels: ArrayLike<number>): Known | undefined {
  if (labels.length !== scores.length) {
    throw new ShapeError(`there are ${labels.length} labels for ${scores.length} scores: give one for each`);
  }
  const own: number[] = [];
  const kept: number[] = [];
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!;
    if (label === -1) continue;
    if (label !== 0 && label !== 1) {
      throw new DataError(`the label of example ${at} is ${label}: give 1, 0, or -1 where it is not known`);
    }
    own.push(scores[at]!);
    kept.push(label);
  }
  if (kept.length === 0) return undefined;
  const positives = kept.filter((label) => label === 1).length;
  return { scores: own, labels: kept, positives, negatives: kept.length - positives };
}

function histogramOf({ scores, threshold, labels }: Anomalies): ReportPicture {
  const groups = labels && Array.from(labels, (label) => (label === -1 ? 2 : label));
  const options = {
    threshold,
    ...(groups ? { groups, names: ['normal', 'anomaly', 'not labelled'] } : {}),
  };
  return {
    picture: scoreHistogram(scores, options),
    narrow: scoreHistogram(scores, { ...options, width: 360, bins: 32 }),
    caption:
      'How many examples have which score, on a root scale; what is right of the line is called anomalous.',
  };
}

/** The curve, where there are examples of both kinds. */
function rocOf({ scores, labels, positives, negatives }: Known, threshold: number): ReportPicture[] {
  if (positives === 0 || negatives === 0) return [];
  const { hits, falseAlarms } = alarmsOf(scores, labels, threshold);
  const at = { falsePositiveRate: falseAlarms / negatives, truePositiveRate: hits / positives };
  const roc = rocCurve(scores, labels);
  return [
    {
      picture: rocDiagram(roc, { at }),
      narrow: rocDiagram(roc, { at, width: 340 }),
      caption: `Receiver operating characteristic over all thresholds, area ${areaUnderRoc(scores, labels).toFixed(4)}; the dot is the threshold above.`,
    },
  ];
}

function figuresOf({ scores, labels, positives, negatives }: Known, threshold: number): ReportTable {
  const { hits, falseAlarms } = alarmsOf(scores, labels, threshold);
  const both = positives > 0 && negatives > 0;
  const share = (part: number, whole: number) =>
    whole === 0 ? 'none' : `${number(part)} of ${number(whole)} (${percent(part / whole)})`;
  return {
    caption: `Scores and labels, of ${number(labels.length)} examples that have one`,
    columns: ['figure', 'value'],
    rows: [
      ...(both
        ? [
            ['AUROC', areaUnderRoc(scores, labels).toFixed(4)],
            ['average precision', averagePrecision(scores, labels).toFixed(4)],
            [`precision at ${number(positives)}`, precisionAt(scores, labels, positives).toFixed(4)],
          ]
        : []),
      ['anomalies found', share(hits, positives)],
      ['normal examples called anomalous', share(falseAlarms, negatives)],
    ],
  };
}

function alarmsOf(scores: readonly number[], labels: readonly number[], threshold: number) {
  const alarms = labels.filter((_, at) => scores[at]! > threshold);
  const hits = alarms.filter((label) => label === 1).length;
  return { hits, falseAlarms: alarms.length - hits };
}

function worstOf(worst: readonly OddExample[]): ReportTable {
  const labelled = worst.some(({ label }) => label !== undefined);
  return {
    caption: 'The highest scores, and the values to blame',
    columns: ['row', 'score', ...(labelled ? ['label'] : []), 'values, and what is expected in their place'],
    rows: worst.map(({ name, score, label, cells }) => [
      name,
      score,
      ...(labelled ? [label ?? ''] : []),
      cells
        .map((cell) => `${cell.name} ${formatFigure(cell.value)} (${formatFigure(cell.expected)})`)
        .join(', '),
    ]),
  };
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
