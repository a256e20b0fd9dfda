import type { AnomalyDetector } from '@autoencoders/anomaly';
import type { History, Json } from '@autoencoders/core';
import { scalingFromJson } from '@autoencoders/data';
import type { SavedModel } from '../open-model.js';
import type { InputForm } from './detector-inputs.js';
import type { RawRows } from './raw-rows.js';

/** What is kept beside a saved detector. */
export interface DetectorDetails {
  readonly [name: string]: Json;
  /** What it was fitted to. */
  readonly train: string | null;
  /** The column that says which rows are anomalies, and its values that do. */
  readonly label: string | null;
  readonly anomaly: readonly string[] | null;
  /** How the threshold was found, from how many rows of what. */
  readonly calibration: { readonly [name: string]: Json } | null;
}

/** A detector that is there, or can be made. */
export interface ReadyDetector {
  readonly details: DetectorDetails;
  readonly form: InputForm;
  /** How many rows it is fitted to; 0 where it is fitted already. */
  readonly fitted: number;
  /** Whether what it is fitted to has the column of labels. */
  readonly labelled: boolean;
  /** What is saved beside it: how inputs are scaled, and what its autoencoder was made from. */
  readonly beside: { readonly scaling?: Json; readonly metadata: Readonly<Record<string, Json>> };
  /** Rows in the columns that it was fitted to, with labels where they have them. */
  read(source: string): Promise<RawRows>;
  /** The detector with its threshold, fitted where it has to be. */
  make(signal: AbortSignal): Promise<{ readonly made: AnomalyDetector; readonly history?: History }>;
  dispose(): void;
}

/** What a saved model says of its inputs and where they are from: for the form that it takes, and to be kept beside it. */
export function keptWith({ scaling, metadata }: SavedModel['manifest']): {
  readonly scaling: InputForm['scaling'];
  readonly beside: ReadyDetector['beside'];
} {
  return {
    scaling: scaling === undefined ? undefined : scalingFromJson(scaling),
    beside: {
      ...(scaling === undefined ? {} : { scaling }),
      metadata: (metadata ?? {}) as Readonly<Record<string, Json>>,
    },
  };
}
