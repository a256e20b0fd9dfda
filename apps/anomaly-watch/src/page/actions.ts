import type { NormalChoice } from '../table/normal-rows.js';
import type { Settings } from '../worker/settings.js';
import { change, now, type Source } from './state.js';
import { wholeOf } from './view.js';
import { guarded, lookForWork, noResults, occupied, worker } from './worker.js';

/** Reads a table; the one before stays where this one cannot be read. */
export function openTable(source: Source): Promise<void> {
  return occupied('reading', async () => {
    const table = await (source === 'example' ? worker().openExample() : worker().openFile(source));
    const { suggestion, rows } = table;
    const axis = await worker().takeAxis(suggestion.time);
    change({
      ...noResults,
      source,
      table,
      axis,
      label: suggestion.label,
      columns: suggestion.columns,
      // Of the example, the days before the first fault; of others, a guess to be put right.
      normal: { by: 'range', from: 0, to: Math.floor(source === 'example' ? (rows * 4) / 7 : rows / 2) },
      view: wholeOf(axis.x),
      dragging: 'normal',
      revision: now().revision + 1,
    });
    void lookForWork();
  });
}

/** Takes another column as the time, or the number of the row. */
export function chooseTime(column: string | null): Promise<void> {
  return guarded(async () => {
    const axis = await worker().takeAxis(column);
    const columns = now().columns.filter((name) => name !== column);
    change({ axis, columns, view: wholeOf(axis.x), revision: now().revision + 1 });
  });
}

/** Takes another column as the one that says where faults are. */
export function chooseLabel(label: string | null): void {
  change({ label, columns: now().columns.filter((name) => name !== label) });
  if (now().outcome) void judge(now().threshold);
}

export function chooseColumns(columns: readonly string[]): void {
  change({ columns, revision: now().revision + 1 });
}

export function chooseNormal(normal: NormalChoice): void {
  change({ normal, normalCount: undefined });
  if (normal.by === 'range') return;
  void guarded(async () => {
    const { rows, stretches } = await worker().normalOf(normal);
    if (now().normal === normal) change({ normalCount: rows, normalBands: stretches });
  });
}

export function chooseSettings(part: Partial<Settings>): void {
  change({ settings: { ...now().settings, ...part } });
}

/** Puts the threshold somewhere and looks at what it makes of the scores. */
export async function judge(threshold: number): Promise<void> {
  const judgement = await worker().judge(threshold, now().label);
  if (now().outcome) change({ judgement });
}

/** Takes the threshold of another false-alarm rate. */
export function chooseRate(falseAlarmRate: number): Promise<void> {
  return guarded(async () => {
    chooseSettings({ falseAlarmRate });
    if (!now().outcome) return;
    const { threshold, note } = await worker().thresholdFor(falseAlarmRate);
    change({ threshold, thresholdNote: note });
    await worker().keepDetector();
  });
}

/** The threshold is where the visitor wants it: the kept detector has it from now on. */
export function settleThreshold(): Promise<void> {
  return guarded(async () => {
    await judge(now().threshold);
    await worker().keepDetector();
  });
}

/** Looks up what a row is odd by. */
export function selectRow(row: number): Promise<void> {
  return guarded(async () => {
    if (now().outcome) change({ selected: await worker().explainRow(row) });
  });
}
