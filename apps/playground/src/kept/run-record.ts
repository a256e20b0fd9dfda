import type { Configuration } from '../configuration/configuration.js';

/** Where a run stands. One that says `training` while no page trains it was cut off. */
export type RunStatus = 'training' | 'paused' | 'stopped' | 'finished' | 'failed';

/** The loss at one moment. */
export interface CurvePoint {
  readonly step: number;
  /** Epochs done, with the part of the one under way. */
  readonly epoch: number;
  /** `phase/term`, averaged over the epoch so far. */
  readonly terms: Readonly<Record<string, number>>;
}

/** The figures of the test part after an epoch. */
export interface ValidationPoint {
  readonly epoch: number;
  readonly terms: Readonly<Record<string, number>>;
}

/** A run as it is kept in the browser, beside its checkpoints. */
export interface RunRecord {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly updated: number;
  readonly configuration: Configuration;
  readonly status: RunStatus;
  /** Steps and epochs done. */
  readonly step: number;
  readonly epoch: number;
  /** Step of the newest checkpoint; 0 where there is none. */
  readonly saved: number;
  readonly seconds: number;
  readonly engine?: string;
  readonly curve: readonly CurvePoint[];
  readonly validation: readonly ValidationPoint[];
  /** What ended it, in words. */
  readonly problem?: string;
}

/** The lock that a page holds while it trains a run. */
export function lockOf(id: string): string {
  return `autoencoders-run-${id}`;
}

/** The place of a run's checkpoints. */
export function checkpointsOf(id: string): string {
  return `playground/${id}`;
}
