import { partsOf } from '@autoencoders/app-kit';
import { create } from 'zustand';
import type { Axis } from '../table/axis.js';
import type { NormalChoice } from '../table/normal-rows.js';
import type { Stretch } from '../table/stretches.js';
import type { KeptDetector } from '../worker/detector-files.js';
import type { Finding } from '../worker/findings.js';
import type { Judgement } from '../worker/judge.js';
import type { CutOff } from '../worker/kept-training.js';
import type { TableSummary } from '../worker/open-table.js';
import type { Outcome } from '../worker/outcome.js';
import { firstSettings, type Settings } from '../worker/settings.js';

/** Where the table comes from, so that it can be read again. */
export type Source = 'example' | File;

export type Activity = 'idle' | 'reading' | 'starting' | 'training' | 'paused' | 'stopping' | 'scoring';

/** How far a training is. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  readonly secondsLeft: number | undefined;
}

/** All that the page shows. */
export interface WatchState {
  readonly activity: Activity;
  readonly source: Source | undefined;
  readonly table: TableSummary | undefined;
  readonly axis: Axis | undefined;
  /** Column that says where faults are: it is judged by, and never learnt from. */
  readonly label: string | null;
  readonly columns: readonly string[];
  readonly normal: NormalChoice;
  /** Where the normal rows are and how many, where they are chosen by a column. */
  readonly normalBands: readonly Stretch[];
  readonly normalCount: number | undefined;
  readonly settings: Settings;
  readonly engine: string | undefined;
  readonly progress: TrainingProgress | undefined;
  /** Share of the rows that are scored. */
  readonly scored: number;
  readonly curve: readonly { readonly step: number; readonly loss: number }[];
  readonly outcome: Outcome | undefined;
  /** Grows when there are other scores to draw. */
  readonly revision: number;
  readonly threshold: number;
  readonly thresholdNote: string | undefined;
  readonly judgement: Judgement | undefined;
  readonly worstBy: 'alarms' | 'rows';
  readonly worst: readonly Finding[] | undefined;
  readonly selected: Finding | undefined;
  /** The part of the axis that is seen. */
  readonly view: { readonly from: number; readonly to: number };
  readonly dragging: 'normal' | 'zoom';
  readonly kept: KeptDetector | undefined;
  /** A training on this table that can be gone on with. */
  readonly cutOff: CutOff | undefined;
  readonly problem: string | undefined;
  readonly halted: string | undefined;
}

export const firstState: WatchState = {
  activity: 'idle',
  source: undefined,
  table: undefined,
  axis: undefined,
  label: null,
  columns: [],
  normal: { by: 'range', from: 0, to: 0 },
  normalBands: [],
  normalCount: undefined,
  settings: firstSettings,
  engine: undefined,
  progress: undefined,
  scored: 0,
  curve: [],
  outcome: undefined,
  revision: 0,
  threshold: 0,
  thresholdNote: undefined,
  judgement: undefined,
  worstBy: 'alarms',
  worst: undefined,
  selected: undefined,
  view: { from: 0, to: 1 },
  dragging: 'normal',
  kept: undefined,
  cutOff: undefined,
  problem: undefined,
  halted: undefined,
};

const useWatchState = create<WatchState>()(() => firstState);

/** The state as it is now. */
export const now: () => WatchState = useWatchState.getState;

/** Changes a part of the state. */
export const change: (part: Partial<WatchState>) => void = useWatchState.setState;

/** Parts of the page's state, for components. */
export const useWatch = partsOf(useWatchState);
