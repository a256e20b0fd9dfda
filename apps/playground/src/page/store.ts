import { variants } from 'virtual:catalogue';
import { messageOf, partsOf, withPoint } from '@autoencoders/app-kit';
import type { EngineChoice } from '@autoencoders/app-kit/worker';
import { proxy } from 'comlink';
import { create } from 'zustand';
import { type Configuration, type DataChoice, firstConfiguration } from '../configuration/configuration.js';
import { fromLink } from '../configuration/link.js';
import type { DataSummary } from '../data/data-summary.js';
import { knownSummary } from '../data/known-summary.js';
import { fittingOptions } from '../form/fitting-options.js';
import type { Items } from '../items/items.js';
import { newRun } from '../kept/new-run.js';
import type { RunRecord } from '../kept/run-record.js';
import type { TrainingEvent } from '../worker/training-event.js';
import { type RemoteWorker, startWorker } from './remote.js';
import { type RoomName, rooms } from './rooms.js';

/** What the worker is busy with. */
export type Activity = 'idle' | 'starting' | 'training' | 'paused' | 'stopping';

/** What the worker told of the model at hand. */
export interface Live {
  readonly engine?: string;
  readonly parameters?: number;
  readonly latentShape?: readonly number[];
  readonly originals?: Items;
  readonly reconstructions?: Items;
  /** Examples per second. */
  readonly rate?: number;
  readonly secondsLeft?: number | undefined;
  readonly warnings: readonly string[];
}

/** A run that came to a halt and can be gone on with. */
export interface Halted {
  readonly reason: string;
  readonly saved: number;
  readonly step: number;
}

/** All that the page shows. */
export interface Playground {
  readonly room: RoomName;
  readonly draft: Configuration;
  readonly summary: DataSummary | undefined;
  readonly run: RunRecord | undefined;
  readonly activity: Activity;
  readonly live: Live;
  /** Grows when the weights have changed enough that rooms should look again. */
  readonly revision: number;
  readonly problem: string | undefined;
  readonly halted: Halted | undefined;
  enter(room: RoomName): void;
  change(draft: Partial<Configuration>): void;
  chooseData(data: DataChoice): Promise<void>;
  train(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
  open(run: RunRecord): Promise<void>;
  goOn(engine?: EngineChoice): Promise<void>;
  dismissProblem(): void;
}

let remote: RemoteWorker | undefined;

/** The verbs of the worker. */
export function worker(): RemoteWorker['verbs'] {
  remote ??= startWorker((reason) => halt(reason));
  return remote.verbs;
}

/** Nothing told yet. */
export const noLive: Live = { warnings: [] };

/** The page's state; components take the parts they show. */
export const usePlayground = create<Playground>()((set, get) => {
  /** Runs work of the worker's, with what goes wrong shown on the page. */
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      set({ problem: messageOf(error), activity: 'idle' });
    }
  };

  const trainRun = (run: RunRecord, engine?: EngineChoice) =>
    guarded(async () => {
      set({ run, activity: 'starting', live: noLive, problem: undefined, halted: undefined });
      const end = await worker().train(run, proxy(listenTo(run.id)), ...(engine ? ([engine] as const) : []));
      changeRun(run.id, { status: end.status, step: end.step, seconds: end.seconds });
      set(({ revision }) => ({ activity: 'idle', revision: revision + 1 }));
    });

  const changeRun = (id: string, part: Partial<RunRecord>) =>
    set(({ run }) => (run?.id === id ? { run: { ...run, ...part } } : {}));

  /** A worker that was ended may still have sent something. */
  const listenTo = (id: string) => (event: TrainingEvent) => {
    if (get().run?.id === id) listen(id, event);
  };

  const listen = (id: string, event: TrainingEvent) => {
    switch (event.type) {
      case 'engine':
        return set(({ live }) => ({ live: { ...live, engine: event.engine } }));
      case 'model': {
        const { parameters, latentShape } = event;
        return set(({ live, revision }) => ({
          live: { ...live, parameters, latentShape },
          revision: revision + 1,
        }));
      }
      case 'progress': {
        const { point, rate, secondsLeft } = event;
        const curve = withPoint(get().run?.curve ?? [], point);
        changeRun(id, { curve, step: point.step, epoch: point.epoch });
        return set(({ live, activity }) => ({
          live: { ...live, rate, secondsLeft },
          activity: activity === 'starting' ? 'training' : activity,
        }));
      }
      case 'epoch':
        changeRun(id, { validation: [...(get().run?.validation ?? []), event.point] });
        return set(({ revision }) => ({ revision: revision + 1 }));
      case 'reconstructions': {
        const { originals, reconstructions } = event;
        return set(({ live }) => ({ live: { ...live, originals, reconstructions } }));
      }
      case 'checkpoint':
        return changeRun(id, { saved: event.step });
      case 'warning':
        return set(({ live }) => ({
          live: {
            ...live,
            warnings: [...live.warnings.filter((w) => w !== event.message), event.message].slice(-5),
          },
        }));
      case 'lost':
        return halt(`The graphics card went away (${event.reason}).`);
    }
  };

  return {
    ...readAddress(),
    summary: undefined,
    run: undefined,
    activity: 'idle',
    live: noLive,
    revision: 0,
    halted: undefined,
    enter: (room) => set({ room }),
    change: (part) => set(({ draft }) => ({ draft: { ...draft, ...part } })),
    chooseData: (data) =>
      guarded(async () => {
        set(({ draft }) => ({ draft: { ...draft, data }, summary: undefined, problem: undefined }));
        const summary = knownSummary(data) ?? (await worker().describeData(data));
        if (get().draft.data === data) set({ summary });
      }),
    train: async () => {
      const { draft, summary } = get();
      if (!summary) return;
      const told = fittingOptions(variants.find(({ kind }) => kind === draft.kind)!, summary);
      await trainRun(newRun({ ...draft, options: { ...told, ...draft.options } }, summary));
    },
    pause: () =>
      guarded(async () => {
        await worker().pause();
        set({ activity: 'paused' });
      }),
    resume: () =>
      guarded(async () => {
        set({ activity: 'training' });
        await worker().resume();
      }),
    stop: () =>
      guarded(async () => {
        set({ activity: 'stopping' });
        await worker().stop();
      }),
    open: (run) =>
      guarded(async () => {
        set({
          run,
          draft: run.configuration,
          live: noLive,
          problem: undefined,
          halted: undefined,
          activity: 'starting',
        });
        const { data } = run.configuration;
        set({ summary: knownSummary(data) ?? (await worker().describeData(data)) });
        await worker().open(run, proxy(listenTo(run.id)));
        set(({ revision }) => ({ activity: 'idle', revision: revision + 1 }));
      }),
    goOn: async (engine) => {
      const { run } = get();
      if (run) await trainRun(run, engine);
    },
    dismissProblem: () => set({ problem: undefined }),
  };
});

/** The worker, or the card under it, is gone: ends it and says so. A new one is started when next needed. */
function halt(reason: string): void {
  remote?.end();
  remote = undefined;
  const { run, activity } = usePlayground.getState();
  const wasTraining = activity === 'training' || activity === 'paused' || activity === 'starting';
  usePlayground.setState({
    activity: 'idle',
    ...(run && wasTraining
      ? { halted: { reason, saved: run.saved, step: run.step }, run: { ...run, status: 'stopped' as const } }
      : { problem: reason }),
  });
}

/** The room and the configuration that the page's address names. */
function readAddress(): Pick<Playground, 'room' | 'draft' | 'problem'> {
  const values = new URLSearchParams(location.hash.slice(1));
  const room = rooms.find((name) => name === values.get('room')) ?? 'train';
  try {
    return { room, draft: fromLink(location.hash.slice(1), variants), problem: undefined };
  } catch (error) {
    return { room, draft: firstConfiguration, problem: messageOf(error) };
  }
}

/** Parts of the page's state, for components. */
export const useParts = partsOf(usePlayground);
