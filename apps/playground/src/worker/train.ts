import {
  checkpointSeconds,
  type EngineChoice,
  engineText,
  startEngine,
  type TrainingGate,
  trainingGate,
  withPoint,
} from '@autoencoders/app-kit/worker';
import {
  type Autoencoder,
  type Callback,
  type CheckpointStore,
  checkpoint,
  fit,
  indexedDbCheckpoints,
  variablesOf,
} from '@autoencoders/core';
import { loadData } from '../data/load-data.js';
import { checkpointsOf, lockOf, type RunRecord } from '../kept/run-record.js';
import { storage } from '../kept/storage.js';
import { livePictures } from './live-pictures.js';
import { makeModel } from './make-model.js';
import type { OpenRun, Session } from './session.js';
import type { TrainingEnd, TrainingEvent } from './training-event.js';

type Tell = (event: TrainingEvent) => void;

let underWay: TrainingGate | undefined;

/** The next step waits until {@link resumeTraining}. */
export function pauseTraining(): void {
  underWay?.pause();
}

/** Goes on after {@link pauseTraining}. */
export function resumeTraining(): void {
  underWay?.resume();
}

/** Ends the training after the step under way; a checkpoint is kept. */
export function stopTraining(): void {
  underWay?.stop();
}

/**
 * Trains a run, from its newest checkpoint where it has one, and keeps it in the browser as it goes.
 *
 * @param engine another engine than the run's own, where that one was lost
 */
export async function train(
  session: Session,
  run: RunRecord,
  tell: Tell,
  engine: EngineChoice = run.configuration.engine,
): Promise<TrainingEnd> {
  const opened = await prepare(session, run, tell, engine);
  const gate = trainingGate();
  underWay = gate;
  const record = keeper(run);
  const checkpoints = indexedDbCheckpoints(checkpointsOf(run.id));
  // Another page must not train it at the same time; the browser lets go of the lock when this one is closed.
  return navigator.locks.request(lockOf(run.id), async () => {
    try {
      await record.put({ status: 'training' });
      const history = await fit(opened.model, opened.data.train, {
        ...run.configuration.training,
        validation: opened.data.test,
        callbacks: [
          follow(record, tell),
          livePictures(opened.model, opened.data, (originals, reconstructions) =>
            tell({ type: 'reconstructions', originals, reconstructions }),
          ),
          checkpoint({
            store: told(checkpoints, record, tell),
            everySeconds: checkpointSeconds,
          }),
          gate.callback,
        ],
        signal: gate.signal,
        resume: checkpoints,
      });
      opened.version += 1;
      const status = history.stopped === 'aborted' ? 'stopped' : 'finished';
      await record.put({ status, seconds: history.seconds });
      return { status, step: history.steps, seconds: history.seconds };
    } catch (error) {
      await record.put({ status: 'failed', problem: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      underWay = undefined;
    }
  });
}

/** Opens a run with the weights of its newest checkpoint, to be used without training on. */
export async function open(session: Session, run: RunRecord, tell: Tell): Promise<void> {
  const { model, data } = await prepare(session, run, tell, run.configuration.engine);
  const pictures = livePictures(model, data, (originals, reconstructions) =>
    tell({ type: 'reconstructions', originals, reconstructions }),
  );
  // A training that is over before it begins: it takes the weights of the checkpoint and no step.
  await fit(model, data.train, {
    ...run.configuration.training,
    callbacks: [{ onTrainEnd: pictures.look }],
    signal: AbortSignal.abort(),
    resume: indexedDbCheckpoints(checkpointsOf(run.id)),
  });
}

/** Drops the checkpoints of a run. */
export function forgetRun(id: string): Promise<void> {
  return indexedDbCheckpoints(checkpointsOf(id)).clear();
}

async function prepare(session: Session, run: RunRecord, tell: Tell, engine: EngineChoice): Promise<OpenRun> {
  const { configuration } = run;
  const [description, data] = await Promise.all([
    startEngine(engine, (reason) => tell({ type: 'lost', reason })),
    loadData(configuration.data),
  ]);
  tell({ type: 'engine', engine: engineText(description) });
  session.current?.model.dispose();
  session.current = undefined;
  const model = await makeModel(configuration.kind, configuration.options, data.summary.shape);
  const opened: OpenRun = { id: run.id, configuration, data, model, version: 0 };
  session.current = opened;
  tell({ type: 'model', parameters: parametersOf(model), latentShape: model.latentShape });
  return opened;
}

function parametersOf(model: Autoencoder): number {
  return variablesOf(...Object.values(model.networks)).reduce((sum, { size }) => sum + size, 0);
}

/** The record of a run, written whole each time. */
function keeper(run: RunRecord) {
  let record = run;
  return {
    get record() {
      return record;
    },
    /** Changes what is in memory alone: the next {@link put} writes it. */
    change: (part: Partial<RunRecord>) => {
      record = { ...record, ...part };
    },
    put: async (part: Partial<RunRecord>) => {
      const { problem: _, ...rest } = { ...record, ...part, updated: Date.now() };
      record = part.problem === undefined ? rest : { ...rest, problem: part.problem };
      await (await storage()).put('runs', record);
    },
  };
}

type Keeper = ReturnType<typeof keeper>;

function follow(keeper: Keeper, tell: Tell): Callback {
  return {
    // What was drawn after the checkpoint that the run goes on from is drawn again.
    onTrainBegin: ({ step, epoch }) => {
      keeper.change({
        curve: keeper.record.curve.filter((point) => point.step <= step),
        validation: keeper.record.validation.filter((point) => point.epoch <= epoch),
      });
    },
    onProgress: ({ epoch, epochs, batch, batches, step, rate, secondsLeft, terms }) => {
      const done = epoch - 1 + batch / (batches ?? batch + 1);
      const point = { step, epoch: done, terms };
      keeper.change({ step, epoch: done, curve: withPoint(keeper.record.curve, point) });
      tell({ type: 'progress', point, epochs, rate, secondsLeft });
    },
    onEpochEnd: ({ epoch, validation }) => {
      if (!validation) return;
      const point = { epoch, terms: validation };
      keeper.change({ validation: [...keeper.record.validation, point] });
      tell({ type: 'epoch', point });
    },
  };
}

/** A store of checkpoints that has the run's record written beside each. */
function told(store: CheckpointStore, keeper: Keeper, tell: Tell): CheckpointStore {
  return {
    ...store,
    add: async (step, files, keep) => {
      await store.add(step, files, keep);
      await keeper.put({ saved: step });
      tell({ type: 'checkpoint', step });
    },
  };
}
