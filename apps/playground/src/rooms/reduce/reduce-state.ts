import { messageOf } from '@autoencoders/app-kit';
import { proxy } from 'comlink';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DataSummary } from '../../data/data-summary.js';
import { worker } from '../../page/store.js';
import { type ClassicalMethod, classicalMethods, type Method } from './methods.js';
import type { MapMeasures } from './reduced.js';
import { type ClassicalWorker, startClassical } from './start-classical.js';

/** A map that is ready. */
export interface ReadyMap {
  readonly points: Float32Array;
  readonly seconds: number;
  /** Comes a little later. */
  readonly measures?: MapMeasures;
  readonly note?: string;
  /** Of an autoencoder whose code has more than two values: how good all of them are. */
  readonly whole?: MapMeasures;
}

/** The point looked at, and the map that it was pointed at in. */
export interface Pointed {
  readonly row: number;
  readonly on: Method;
}

/** What the room shows; it outlives the room. */
export interface ReduceState {
  /** The run that all of this is about. */
  readonly runId: string | undefined;
  readonly summary: DataSummary | undefined;
  /** How many examples are mapped. */
  readonly count: number;
  /** The methods beside the autoencoder. */
  readonly wanted: readonly ClassicalMethod[];
  readonly groups: Uint8Array | undefined;
  readonly maps: Readonly<Partial<Record<Method, ReadyMap>>>;
  readonly problems: Readonly<Partial<Record<Method, string>>>;
  /** The one at work, and the share that is done where it tells. */
  readonly working: ClassicalMethod | undefined;
  readonly fraction: number | undefined;
  readonly pointed: Pointed | undefined;
  readonly problem: string | undefined;
  point(on: Method, row: number | undefined): void;
  /** Begins anew for another run. */
  begin(runId: string): Promise<void>;
  setCount(count: number): Promise<void>;
  setWanted(wanted: readonly ClassicalMethod[]): Promise<void>;
  /** Maps by the methods that are wanted and not there yet. */
  work(): Promise<void>;
  cancel(): void;
  /** Looks at the model at hand again. */
  look(): Promise<void>;
}

const fresh = {
  groups: undefined,
  maps: {},
  problems: {},
  working: undefined,
  fraction: undefined,
  pointed: undefined,
  problem: undefined,
} as const satisfies Partial<ReduceState>;

let classical: ClassicalWorker | undefined;
let turn = 0;

function endClassical(): void {
  classical?.end();
  classical = undefined;
}

export const useReduceState = create<ReduceState>()((set, get) => {
  const setMap = (method: Method, map: ReadyMap) =>
    set(({ maps }) => ({ maps: { ...maps, [method]: { ...maps[method], ...map } } }));

  const startAnew = () => {
    turn += 1;
    endClassical();
    set(fresh);
  };

  return {
    ...fresh,
    runId: undefined,
    summary: undefined,
    count: 300,
    wanted: ['pca', 'umap', 'isomap'],
    point: (on, row) => set({ pointed: row === undefined ? undefined : { on, row } }),
    begin: async (runId) => {
      if (get().runId === runId) return;
      startAnew();
      set({ runId, summary: undefined });
      try {
        const summary = await worker().reduce.describe();
        if (get().runId !== runId) return;
        set({ summary, count: Math.min(300, summary.test) });
        await get().work();
      } catch (error) {
        if (get().runId === runId) set({ problem: messageOf(error) });
      }
    },
    setCount: async (count) => {
      startAnew();
      set({ count });
      await Promise.all([get().look(), get().work()]);
    },
    setWanted: async (wanted) => {
      set({ wanted });
      const { working } = get();
      if (working && !wanted.includes(working)) get().cancel();
      if (!get().working) await get().work();
    },
    work: async () => {
      const mine = ++turn;
      const current = () => mine === turn;
      const { count } = get();
      try {
        const { rows, groups } = await worker().reduce.rowsOf(count);
        if (!current()) return;
        set({ groups, problem: undefined });
        for (;;) {
          const { wanted, maps, problems } = get();
          const method = classicalMethods.find(
            (each) => wanted.includes(each) && !maps[each] && !problems[each],
          );
          if (!method) break;
          set({ working: method, fraction: undefined });
          classical ??= startClassical((problem) => {
            endClassical();
            if (current()) set({ working: undefined, problem });
          });
          const tell = (fraction: number) => current() && set({ fraction });
          try {
            const placed = await classical.verbs.place(method, rows, proxy(tell));
            if (!current()) return;
            setMap(method, placed);
            const measures = await worker().reduce.measureMap(placed.points);
            if (!current()) return;
            setMap(method, { ...placed, measures });
          } catch (error) {
            if (!current()) return;
            set((state) => ({ problems: { ...state.problems, [method]: messageOf(error) } }));
          }
        }
      } catch (error) {
        if (current()) set({ problem: messageOf(error) });
      } finally {
        if (current()) set({ working: undefined, fraction: undefined });
      }
    },
    cancel: () => {
      turn += 1;
      endClassical();
      set({ working: undefined, fraction: undefined });
    },
    look: async () => {
      const { count, runId } = get();
      const current = () => get().count === count && get().runId === runId;
      try {
        const { points, seconds, measures, width, whole } = await worker().reduce.byModel(count);
        if (!current()) return;
        const note =
          width > 2
            ? `two principal components of its ${width} values`
            : width === 1
              ? 'its code has one value'
              : 'its code as it is';
        setMap('autoencoder', { points, seconds, measures, note, ...(whole ? { whole } : {}) });
      } catch (error) {
        if (current()) {
          set((state) => ({ problems: { ...state.problems, autoencoder: messageOf(error) } }));
        }
      }
    },
  };
});

/** Parts of the state; a component that takes them so is drawn anew when these change, and not with every other. */
export function useReduceParts<Name extends keyof ReduceState>(
  ...names: readonly Name[]
): Pick<ReduceState, Name> {
  return useReduceState(
    useShallow(
      (state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<ReduceState, Name>,
    ),
  );
}
