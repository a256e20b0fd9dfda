import { messageOf, withPoint } from '@autoencoders/app-kit';
import { proxy } from 'comlink';
import type { NormalChoice } from '../table/normal-rows.js';
import type { Choice } from '../worker/choice.js';
import type { WatchEvent } from '../worker/events.js';
import type { Outcome } from '../worker/outcome.js';
import type { Settings } from '../worker/settings.js';
import { type RemoteWorker, startWorker } from './remote.js';
import { type Activity, change, now, type Source } from './state.js';
import { wholeOf } from './view.js';

let remote: RemoteWorker | undefined;

/** The verbs of the worker. */
export function worker(): RemoteWorker['verbs'] {
  remote ??= startWorker(halt);
  return remote.verbs;
}

/** Runs work of the worker's, with what goes wrong shown on the page. */
async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    change({ problem: undefined });
    await work();
  } catch (error) {
    change({ problem: messageOf(error) });
  }
}

/** Does so while nothing else may be begun. */
async function occupied(activity: Activity, work: () => Promise<void>): Promise<void> {
  change({ activity, halted: undefined });
  await guarded(work);
  change({ activity: 'idle' });
}

const noResults = {
  outcome: undefined,
  judgement: undefined,
  worst: undefined,
  selected: undefined,
  progress: undefined,
  thresholdNote: undefined,
  curve: [],
} as const;

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

/** Makes a detector of the normal rows and scores all. */
export function watch(engine?: Settings['engine']): Promise<void> {
  const { columns, normal, settings } = now();
  return train({ columns, normal, settings }, engine);
}

/** Goes on with the training that was cut off. */
export async function goOn(engine?: Settings['engine']): Promise<void> {
  const { cutOff } = now();
  if (!cutOff) return;
  const { columns, normal, settings } = cutOff.choice;
  change({ columns, settings });
  chooseNormal(normal);
  await train(cutOff.choice, engine, cutOff.saved > 0);
}

function train(
  { columns, normal, settings }: Choice,
  engine = settings.engine,
  going = false,
): Promise<void> {
  return occupied('starting', async () => {
    change({ ...noResults, scored: 0, cutOff: undefined });
    const choice = { columns, normal, settings: { ...settings, engine } };
    await show(await worker().watch(choice, proxy(listen), going));
    void lookForWork();
  });
}

/** Scores the table by the detector that is kept in this browser. */
export function applyKept(): Promise<void> {
  return occupied('starting', async () => {
    change({ ...noResults, scored: 0 });
    const outcome = await worker().useKept(proxy(listen));
    const { settings, kept } = now();
    change({
      columns: outcome.columns,
      settings: kept ? { ...kept.settings, engine: settings.engine } : settings,
    });
    await show(outcome);
  });
}

async function show(outcome: Outcome): Promise<void> {
  const judgement = await worker().judge(outcome.threshold, now().label);
  change({
    outcome,
    threshold: outcome.threshold,
    judgement,
    dragging: 'zoom',
    worstBy: judgement.alarms.length > 0 ? 'alarms' : 'rows',
    revision: now().revision + 1,
  });
}

export async function pause(): Promise<void> {
  change({ activity: 'paused' });
  await worker().pause();
}

export async function resume(): Promise<void> {
  change({ activity: 'training' });
  await worker().resume();
}

export async function stop(): Promise<void> {
  change({ activity: 'stopping' });
  await worker().stop();
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

export function forgetTraining(): Promise<void> {
  return guarded(async () => {
    await worker().forgetTraining();
    change({ cutOff: undefined });
  });
}

export function forgetKept(): Promise<void> {
  return guarded(async () => {
    await worker().forgetDetector();
    change({ kept: undefined });
  });
}

/** Looks for what this browser has of earlier visits; where it keeps nothing there is nothing to offer. */
async function lookForWork(): Promise<void> {
  const none = () => undefined;
  const [kept, cutOff] = await Promise.all([
    worker().keptDetector().catch(none),
    worker().cutOff().catch(none),
  ]);
  change({ kept, cutOff });
}

function listen(event: WatchEvent) {
  switch (event.type) {
    case 'engine':
      return change({ engine: event.engine });
    case 'progress': {
      const { step, steps, secondsLeft, loss } = event;
      const { curve, activity } = now();
      return change({
        progress: { step, steps, secondsLeft },
        curve: withPoint(curve, { step, loss }),
        ...(activity === 'starting' ? { activity: 'training' as const } : {}),
      });
    }
    case 'scoring':
      return change({ activity: 'scoring', scored: event.share });
    case 'lost':
      return halt(`the graphics card went away (${event.reason})`);
  }
}

/** The worker, or the card under it, is gone: ends it, says so, and reads the table again for the next try. */
function halt(reason: string): void {
  remote?.end();
  remote = undefined;
  const { source, columns, normal, label, axis } = now();
  change({ ...noResults, activity: 'idle', problem: undefined, halted: reason });
  if (!source) return;
  void guarded(async () => {
    await (source === 'example' ? worker().openExample() : worker().openFile(source));
    await worker().takeAxis(axis?.column ?? null);
    change({ columns, normal, label, revision: now().revision + 1 });
    await lookForWork();
  });
}
