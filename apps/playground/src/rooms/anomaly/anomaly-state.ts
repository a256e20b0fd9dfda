import { messageOf } from '@autoencoders/app-kit';
import { proxy } from 'comlink';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DataSummary } from '../../data/data-summary.js';
import { usePlayground, worker } from '../../page/store.js';
import type { NormalIs, Scored } from './scored.js';
import { thresholdFor } from './threshold.js';

/** A threshold as it was chosen: by its expected rate of false alarms, or where it lies. */
export type ThresholdChoice =
  | { readonly by: 'rate'; readonly rate: number }
  | { readonly by: 'score'; readonly score: number };

/** What the room shows; it outlives the room, since a detector takes a while to train. */
export interface AnomalyState {
  /** The run that all of this is about. */
  readonly runId: string | undefined;
  readonly summary: DataSummary | undefined;
  readonly normalIs: NormalIs;
  /** Numbers of the classes that count as normal. */
  readonly normal: readonly number[];
  readonly epochs: number;
  readonly training: boolean;
  /** The share of the training that is done. */
  readonly progress: number;
  /** The classes that the detector at hand was trained on. */
  readonly trained: readonly number[] | undefined;
  readonly score: string;
  readonly against: string | undefined;
  readonly threshold: ThresholdChoice;
  readonly scored: Readonly<Partial<Record<NormalIs, Scored>>>;
  /** Grows with each answer, so that rows that are shown are of it. */
  readonly answers: number;
  readonly problem: string | undefined;
  change(part: Partial<AnomalyState>): void;
  /** Begins anew for another run. */
  begin(runId: string): Promise<void>;
  train(): Promise<void>;
  stop(): void;
  look(): Promise<void>;
}

const fresh = {
  training: false,
  progress: 0,
  trained: undefined,
  score: 'reconstruction',
  against: undefined,
  threshold: { by: 'rate', rate: 0.05 },
  scored: {},
  answers: 0,
  problem: undefined,
} as const satisfies Partial<AnomalyState>;

export const useAnomaly = create<AnomalyState>()((set, get) => ({
  ...fresh,
  runId: undefined,
  summary: undefined,
  normalIs: 'classes',
  normal: [],
  epochs: 10,
  change: (part) => set(part),
  begin: async (runId) => {
    if (get().runId === runId) return;
    set({ ...fresh, runId, summary: undefined });
    try {
      const { summary, rare = 0 } = await worker().anomaly.describe();
      if (get().runId !== runId) return;
      const { classes } = summary;
      set({
        summary,
        normalIs: classes.length > 1 ? 'classes' : 'all',
        normal: classes.map((_, label) => label).filter((label) => label !== rare),
        epochs: epochsFor(summary.train),
      });
    } catch (error) {
      set({ problem: messageOf(error) });
    }
  },
  train: async () => {
    const { runId, normal, epochs } = get();
    set({ training: true, progress: 0, problem: undefined });
    try {
      const told = (progress: number) => {
        if (get().runId === runId) set({ progress });
      };
      await worker().anomaly.train(normal, epochs, proxy(told));
      if (get().runId !== runId) return;
      set({ trained: normal });
      await get().look();
    } catch (error) {
      if (get().runId === runId) set({ problem: messageOf(error) });
    } finally {
      if (get().runId === runId) set({ training: false });
    }
  },
  stop: () => void worker().anomaly.stop(),
  look: async () => {
    const { runId, normalIs, score } = get();
    try {
      const found = await worker().anomaly.score(normalIs, score);
      if (get().runId !== runId) return;
      set(({ scored, answers }) => ({
        scored: { ...scored, [normalIs]: found },
        answers: answers + 1,
        problem: undefined,
      }));
    } catch (error) {
      if (get().runId === runId) set({ problem: messageOf(error) });
    }
  },
}));

/** Parts of the state; a component that takes them so is drawn anew when these change, and not with every other. */
export function useAnomalyParts<Name extends keyof AnomalyState>(
  ...names: readonly Name[]
): Pick<AnomalyState, Name> {
  return useAnomaly(
    useShallow(
      (state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<AnomalyState, Name>,
    ),
  );
}

/** Where the threshold is among the scores at hand. */
export function scoreOf(choice: ThresholdChoice, { heldBack }: Scored): number {
  return choice.by === 'score' ? choice.score : thresholdFor(heldBack, choice.rate);
}

/** Enough to see a few hundred batches. */
function epochsFor(examples: number): number {
  const { batchSize = 64 } = usePlayground.getState().run?.configuration.training ?? {};
  return Math.min(40, Math.max(5, Math.round((600 * batchSize) / examples)));
}
