import { expose } from 'comlink';
import type { DataChoice } from '../configuration/configuration.js';
import type { DataSummary } from '../data/data-summary.js';
import type { RunRecord } from '../kept/run-record.js';
import { lazyRoom } from './lazy-room.js';
import type { Session } from './session.js';
import type { TrainingEnd, TrainingEvent } from './training-event.js';

/** What is told through Comlink crosses threads: there is nothing to wait for. */
type Tell = (event: TrainingEvent) => void;

const session: Session = { current: undefined };
let tellWarning: Tell | undefined;

// Models warn by the console; the page's visitor does not look there.
console.warn = (...parts: unknown[]) => tellWarning?.({ type: 'warning', message: parts.join(' ') });

const training = () => import('./train.js');

/** What the page may ask of its worker. The engine and the variants are loaded when first needed. */
const verbs = {
  describeData: async (choice: DataChoice): Promise<DataSummary> =>
    (await (await import('../data/load-data.js')).loadData(choice)).summary,
  columnsOf: async (file: File): Promise<readonly string[]> =>
    (await import('../data/own-table.js')).columnsOf(file),
  train: async (run: RunRecord, tell: Tell, ...rest: EngineArgument): Promise<TrainingEnd> => {
    tellWarning = tell;
    return (await training()).train(session, run, tell, ...rest);
  },
  open: async (run: RunRecord, tell: Tell): Promise<void> => {
    tellWarning = tell;
    return (await training()).open(session, run, tell);
  },
  pause: async () => (await training()).pauseTraining(),
  resume: async () => (await training()).resumeTraining(),
  stop: async () => (await training()).stopTraining(),
  /** Drops the checkpoints of a run. */
  forget: async (id: string) => (await training()).forgetRun(id),
  exportModel: async () => (await import('./export-model.js')).exportModel(session),
  latent: lazyRoom(session, () => import('../rooms/latent/verbs.js')),
  generate: lazyRoom(session, () => import('../rooms/generate/verbs.js')),
  denoise: lazyRoom(session, () => import('../rooms/denoise/verbs.js')),
  classify: lazyRoom(session, () => import('../rooms/classify/verbs.js')),
  cluster: lazyRoom(session, () => import('../rooms/cluster/verbs.js')),
  anomaly: lazyRoom(session, () => import('../rooms/anomaly/verbs.js')),
  reduce: lazyRoom(session, () => import('../rooms/reduce/verbs.js')),
};

type EngineArgument =
  Parameters<typeof import('./train.js').train> extends [unknown, unknown, unknown, ...infer Rest]
    ? Rest
    : never;

/** The type of the worker's verbs, for the page. */
export type Verbs = typeof verbs;

expose(verbs);
