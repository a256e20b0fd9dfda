import { zipped } from '@autoencoders/app-kit/worker';
import { expose } from 'comlink';
import type { Axis } from '../table/axis.js';
import type { View } from '../table/envelope.js';
import type { NormalChoice } from '../table/normal-rows.js';
import type { Choice } from './choice.js';
import type { Tell } from './events.js';
import { newSession } from './session.js';

const session = newSession();

const tables = () => import('./open-table.js');
const watching = () => import('./watch.js');
const keeping = () => import('./kept-detector.js');
const trainings = () => import('./kept-training.js');

/** What the page may ask of its worker. The engine is loaded when it is first needed. */
const verbs = {
  openExample: async () => {
    const [{ openTable }, { csv }] = await Promise.all([tables(), import('virtual:machine-week')]);
    return openTable(session, csv, exampleTitle);
  },
  openFile: async (file: File) => (await tables()).openTable(session, await file.text(), file.name),
  takeAxis: async (column: string | null): Promise<Axis> => (await tables()).takeAxis(session, column),
  lines: async (view: View, columns: readonly string[]) => (await tables()).linesOf(session, view, columns),
  normalOf: async (normal: NormalChoice) => (await tables()).normalOf(session, normal),
  watch: async (choice: Choice, tell: Tell, goOn?: boolean) =>
    (await watching()).watch(session, choice, tell, goOn),
  pause: async () => (await watching()).pause(),
  resume: async () => (await watching()).resume(),
  stop: async () => (await watching()).stop(),
  thresholdFor: async (falseAlarmRate: number) => (await watching()).thresholdFor(session, falseAlarmRate),
  judge: async (threshold: number, label: string | null) =>
    (await import('./judge.js')).judge(session, threshold, label),
  worst: async (by: 'alarms' | 'rows', count: number) =>
    (await import('./findings.js')).worst(session, by, count),
  explainRow: async (row: number) => (await import('./findings.js')).explainRow(session, row),
  exportScores: async () => (await import('./export-scores.js')).exportScores(session),
  exportDetector: async () => zipped(await (await import('./detector-files.js')).detectorFiles(session)),
  /** The example as a file. */
  exampleCsv: async () => (await import('virtual:machine-week')).csv,
  keepDetector: async () => (await keeping()).keepDetector(session),
  keptDetector: async () => (await keeping()).keptDetector(),
  forgetDetector: async () => (await keeping()).forgetDetector(),
  cutOff: async () => (await trainings()).cutOff(session),
  forgetTraining: async () => (await trainings()).forgetTraining(),
  useKept: async (tell: Tell) => (await import('./use-kept.js')).useKept(session, tell),
};

const exampleTitle = 'machine-week.csv';

/** The type of the worker's verbs, for the page. */
export type Verbs = typeof verbs;

expose(verbs);
