import { randomPermutation } from '@autoencoders/backend';
import { takeRows } from '@autoencoders/data';
import { isTable } from '../load-data.js';
import { note, type Terminal } from '../terminal.js';
import { anomalyLabels, kinds } from './anomaly-labels.js';
import { type CalibrationPlan, calibrationPlan } from './calibration-plan.js';
import type { DetectFlags, DetectRequest } from './detect-flags.js';
import { loadRawRows, type RawRows } from './raw-rows.js';

/** Rows that a detector is fitted to, and others for its threshold. */
export interface NormalRows {
  readonly fitted: RawRows;
  readonly calibrated: RawRows;
  readonly plan: CalibrationPlan;
  /** Whether they have the column of labels, which is of no use for them. */
  readonly labelled: boolean;
}

/**
 * Reads normal rows and holds a part of them out for the threshold, chosen by the seed; or reads those from elsewhere.
 *
 * @param columns of a table, where none are named; left out: all but the label
 * @throws {DataError} if they cannot be used, or are too few.
 * @throws {OptionError} if a column is not there.
 */
export async function normalRows(
  flags: DetectFlags & { readonly train: string },
  request: DetectRequest,
  columns: readonly string[] | undefined,
  terminal: Terminal,
): Promise<NormalRows> {
  const { train: source, calibrate } = flags;
  const train = await readRows(source, flags, columns, request.missing, terminal);
  noteAnomalies(train, flags, terminal);
  const labelled = train.labels !== undefined;
  if (calibrate !== undefined) {
    const calibrated = await readRows(calibrate, flags, train.columns, request.missing, terminal);
    const there = { source: calibrate, count: calibrated.rows.shape[0]!, shared: false };
    return { fitted: train, calibrated, plan: calibrationPlan(request.threshold, there), labelled };
  }
  const count = train.rows.shape[0]!;
  const plan = calibrationPlan(request.threshold, { source, count, shared: true });
  if (plan.why !== undefined) note(terminal, plan.why);
  const order = randomPermutation(count, request.seed, 'split');
  const part = (from: number, to: number): RawRows => ({
    ...train,
    rows: takeRows(train.rows, order.slice(from, to).sort()),
    labels: undefined,
  });
  return { fitted: part(plan.held, count), calibrated: part(0, plan.held), plan, labelled };
}

/** Rows in the columns that are named, else those given; a file without columns has no use for them. */
export function readRows(
  source: string,
  { columns, label }: Pick<DetectFlags, 'columns' | 'label'>,
  standard: readonly string[] | undefined,
  missing: DetectRequest['missing'],
  terminal: Terminal,
): Promise<RawRows> {
  const named = columns ?? (isTable(source) ? standard?.join(',') : undefined);
  return loadRawRows(source, { columns: named, label }, missing, terminal.cwd);
}

/** Says so where rows that are taken for normal have labels that say otherwise: labels are never used for training. */
function noteAnomalies(
  { source, labels }: RawRows,
  { label, anomaly }: DetectFlags,
  terminal: Terminal,
): void {
  if (!labels || (label === undefined && anomaly === undefined)) return;
  const found = anomalyLabels(labels, anomaly, labelName(source, label)).filter(
    (kind) => kind === kinds.anomaly,
  ).length;
  if (found === 0) return;
  note(
    terminal,
    `${found} of ${labels.length} rows of ${source} are labelled as anomalies and are trained on like the others: leave them out, or tell their share with --contamination`,
  );
}

/** What labels are called in messages. */
export function labelName(source: string, label: string | null | undefined): string {
  return label === undefined || label === null ? `the labels of ${source}` : `column '${label}' of ${source}`;
}
