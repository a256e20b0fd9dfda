import type { ScalingKind } from '@autoencoders/anomaly';
import type { EngineChoice } from '@autoencoders/app-kit/worker';

/** Autoencoders that a detector may stand on. */
export type ModelKind = 'denoising' | 'undercomplete' | 'variational';

/** What makes a row odd. */
export type ScoreChoice = 'all' | 'reconstruction' | 'neighbours' | 'probability';

/** What is done about missing cells: the value before them is held, the mean of the column, or they are refused. */
export type GapRule = 'hold' | 'mean' | 'error';

/** How a detector is made and trained. */
export interface Settings {
  readonly unit: 'rows' | 'windows';
  /** Rows of a window, and rows from the start of one to the next. */
  readonly length: number;
  readonly stride: number;
  /** Share of normal rows that may be called odd. */
  readonly falseAlarmRate: number;
  readonly missing: GapRule;
  readonly model: ModelKind;
  readonly score: ScoreChoice;
  readonly layers: 'dense' | 'convolutional';
  readonly scaling: ScalingKind;
  readonly trim: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly engine: EngineChoice;
}

/** What does well on most tables. */
export const firstSettings: Settings = {
  unit: 'rows',
  length: 12,
  stride: 1,
  falseAlarmRate: 0.01,
  missing: 'hold',
  model: 'denoising',
  score: 'all',
  layers: 'dense',
  scaling: 'robust',
  trim: 0,
  steps: 1000,
  batchSize: 128,
  seed: 7,
  engine: 'auto',
};

/** The scores that fit a model and a unit; the first is what to take where another was chosen. */
export function scoresFor({ unit, model }: Pick<Settings, 'unit' | 'model'>): readonly ScoreChoice[] {
  const probable = model === 'variational' ? (['probability'] as const) : [];
  // Windows are explained by the parts of their error: other scores have no such parts.
  return unit === 'windows' ? ['reconstruction'] : ['all', 'reconstruction', 'neighbours', ...probable];
}
