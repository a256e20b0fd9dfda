import { messageOf } from '@autoencoders/app-kit';
import { proxy } from 'comlink';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { DataSummary } from '../../data/data-summary.js';
import { usePlayground, worker } from '../../page/store.js';
import type { ClassAgreement, ClusterProgress, ClusterSettings, FoundClusters } from './found.js';

/** What the room shows; it outlives the room. */
export interface ClusterState {
  /** The run that all of this is about. */
  readonly runId: string | undefined;
  readonly summary: DataSummary | undefined;
  readonly settings: ClusterSettings;
  readonly busy: boolean;
  readonly progress: ClusterProgress | undefined;
  readonly found: FoundClusters | undefined;
  /** The same by k-means of the data as they are. */
  readonly raw: ClassAgreement | undefined;
  /** The weights that it was found with. */
  readonly revision: number;
  readonly problem: string | undefined;
  change(settings: Partial<ClusterSettings>): void;
  /** Begins anew for another run. */
  begin(runId: string): Promise<void>;
  find(): Promise<void>;
  cancel(): void;
}

const fresh = {
  busy: false,
  progress: undefined,
  found: undefined,
  raw: undefined,
  revision: 0,
  problem: undefined,
} as const satisfies Partial<ClusterState>;

export const useClusterState = create<ClusterState>()((set, get) => {
  let turn = 0;
  return {
    ...fresh,
    runId: undefined,
    summary: undefined,
    settings: { method: 'k-means', clusters: 10, umap: false },
    change: (part) => set(({ settings }) => ({ settings: { ...settings, ...part } })),
    begin: async (runId) => {
      if (get().runId === runId) return;
      turn += 1;
      set({ ...fresh, runId, summary: undefined });
      try {
        const summary = await worker().cluster.describe();
        if (get().runId !== runId) return;
        const clusters = summary.classes.length > 1 ? Math.min(30, summary.classes.length) : 8;
        set(({ settings }) => ({ summary, settings: { ...settings, clusters } }));
        await get().find();
      } catch (error) {
        if (get().runId === runId) set({ problem: messageOf(error) });
      }
    },
    find: async () => {
      const mine = ++turn;
      const current = () => mine === turn;
      const { revision } = usePlayground.getState();
      set({ busy: true, progress: undefined, raw: undefined, problem: undefined });
      try {
        const tell = (progress: ClusterProgress) => current() && set({ progress });
        const found = await worker().cluster.find(get().settings, proxy(tell));
        if (!current()) return;
        set({ found, revision, busy: false });
        if (!found.agreement) return;
        const raw = await worker().cluster.ofRawData(found.clusters.length);
        if (current()) set({ raw });
      } catch (error) {
        if (current()) set({ problem: messageOf(error) });
      } finally {
        if (current()) set({ busy: false });
      }
    },
    cancel: () => {
      turn += 1;
      set({ busy: false, progress: undefined });
      void worker().cluster.cancel();
    },
  };
});

/** Parts of the state; a component that takes them so is drawn anew when these change, and not with every other. */
export function useClusterParts<Name extends keyof ClusterState>(
  ...names: readonly Name[]
): Pick<ClusterState, Name> {
  return useClusterState(
    useShallow(
      (state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<ClusterState, Name>,
    ),
  );
}
