import { printTable } from '../print-table.js';
import { formatFigure } from '../progress-bar.js';
import { printLine, type Terminal } from '../terminal.js';
import type { DetectionOutcome } from './detection-outcome.js';
import type { DetectorDetails } from './detector-parts.js';
import type { OddCell, OddRow } from './explain-rows.js';
import type { JudgedScores } from './judge-scores.js';

/** Says what was found: in words, or as one JSON object. */
export function printDetection(outcome: DetectionOutcome, terminal: Terminal): void {
  const { flags, ready, history, scores, judged } = outcome;
  if (flags.json) {
    printLine(terminal, JSON.stringify(asJson(outcome)));
    return;
  }
  if (history && flags.train !== undefined) {
    const { steps } = history;
    const how = steps > 0 ? `trained ${count(steps, 'step')}` : 'scores fitted';
    printLine(terminal, `${how} on ${count(ready.fitted, 'row')} of ${flags.train}`);
  }
  printLine(terminal, thresholdInWords(outcome));
  printLine(terminal, alarmsInWords(outcome));
  if (judged) for (const line of judgementInWords(judged, ready.details.label)) printLine(terminal, line);
  printWorst(outcome, terminal);
  printLine(terminal, `${count(scores.length, 'row')} with score and alarm: ${flags.out}`);
  if (flags.save !== undefined) printLine(terminal, `the detector is in ${flags.save}`);
  if (flags.report !== undefined) printLine(terminal, `the report is in ${flags.report}`);
}

function thresholdInWords({ calibration, ready }: DetectionOutcome): string {
  const { threshold, expectedFalseAlarmRate } = calibration;
  const source = thresholdSource(ready.details);
  const from = source === undefined ? '' : `, by ${source}`;
  return `threshold ${short(threshold)}${from}: of normal rows ${percent(expectedFalseAlarmRate)} are expected above`;
}

/** How a threshold was found, and from what. */
export function thresholdSource({ train, calibration: how }: DetectorDetails): string | undefined {
  if (!how) return undefined;
  const { by, rows, source } = how as { by: string; rows: number; source: string };
  return `${by} of ${count(rows, 'row')} ${source === train ? 'held out of' : 'of'} ${source}`;
}

function alarmsInWords({ flags, scores, anomalous }: DetectionOutcome): string {
  const alarms = anomalous.reduce((sum, each) => sum + each, 0);
  return `${number(alarms)} of ${count(scores.length, 'row')} of ${flags.data} ${alarms === 1 ? 'is' : 'are'} anomalous (${percent(alarms / scores.length)})`;
}

function judgementInWords(judged: JudgedScores, label: string | null): string[] {
  const { anomalies, normal, unlabelled, ranking, found, falseAlarms } = judged;
  const by = label === null ? 'by the labels' : `by '${label}'`;
  const parts = [
    ...(anomalies > 0 ? [`${number(found)} of ${count(anomalies, 'anomaly', 'anomalies')} found`] : []),
    ...(normal > 0
      ? [
          `${number(falseAlarms)} of ${count(normal, 'normal row')} called anomalous (${percent(falseAlarms / normal)})`,
        ]
      : []),
  ];
  const left = unlabelled > 0 ? `; ${count(unlabelled, 'row')} without a label left out` : '';
  const lines = [`${by}: ${parts.join(', ')}${left}`];
  if (!ranking) return lines;
  const [auroc, precision, at] = [
    ranking.areaUnderRoc,
    ranking.averagePrecision,
    ranking.precisionAtAnomalies,
  ].map(formatFigure);
  return [
    ...lines,
    `AUROC ${auroc}, average precision ${precision}, precision at ${number(anomalies)} ${at}`,
  ];
}

function printWorst({ worst, data, anomalous, labels }: DetectionOutcome, terminal: Terminal): void {
  if (worst.length === 0) return;
  const shown = (row: number) => (labels && data.labels ? [data.labels[row] ?? ''] : []);
  printLine(terminal, '');
  printTable(
    ['row', 'score', 'alarm', ...(labels ? ['label'] : []), 'values to blame (expected)'],
    worst.map(({ row, score, cells }) => [
      String(row + 1),
      score.toPrecision(4),
      anomalous[row] === 1 ? 'yes' : 'no',
      ...shown(row),
      cells.map(inWords).join(', '),
    ]),
    terminal,
  );
  printLine(terminal, '');
}

function inWords({ name, value, expected }: OddCell): string {
  return `${name} ${Number.isNaN(value) ? 'missing' : short(value)} (${short(expected)})`;
}

function asJson(outcome: DetectionOutcome) {
  const { flags, request, ready, options, calibration, history, scores, anomalous, worst, judged } = outcome;
  const { threshold, expectedFalseAlarmRate } = calibration;
  const { seed, learningRate, batchSize } = request;
  return {
    model: flags.model ?? null,
    data: flags.data,
    rows: scores.length,
    anomalous: anomalous.reduce((sum, each) => sum + each, 0),
    threshold,
    expectedFalseAlarmRate,
    calibration: ready.details.calibration,
    score: options.score,
    training:
      history && history.steps > 0
        ? { train: flags.train, steps: history.steps, batchSize, learningRate, seed }
        : null,
    figures: judged ? figuresOf(judged) : null,
    worst: worst.map(rowAsJson),
    out: flags.out,
    saved: flags.save ?? null,
    report: flags.report ?? null,
  };
}

function figuresOf({ ranking, ...counts }: JudgedScores) {
  return {
    ...counts,
    areaUnderRoc: ranking?.areaUnderRoc ?? null,
    averagePrecision: ranking?.averagePrecision ?? null,
    precisionAtAnomalies: ranking?.precisionAtAnomalies ?? null,
  };
}

/** Rows count from 1 wherever a person or program reads of them. */
function rowAsJson({ row, score, cells }: OddRow) {
  return { row: row + 1, score, cells };
}

function count(value: number, one: string, several = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : several}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

/** Four digits are enough to see what is odd. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
