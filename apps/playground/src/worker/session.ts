import type { Autoencoder } from '@autoencoders/core';
import { DataError } from '@autoencoders/errors';
import type { Configuration } from '../configuration/configuration.js';
import type { LoadedData } from '../data/loaded-data.js';

/** What the worker holds: the data, and the model being trained or opened. */
export interface Session {
  current: OpenRun | undefined;
}

/** A run whose model is in memory; its rooms may be used while it trains. */
export interface OpenRun {
  readonly id: string;
  readonly configuration: Configuration;
  readonly data: LoadedData;
  readonly model: Autoencoder;
  /** Grows when the weights change for good, so that rooms know what they computed before is old. */
  version: number;
}

/**
 * The run that a room is to use.
 *
 * @throws {DataError} when there is none yet.
 */
export function openRun(session: Session): OpenRun {
  if (session.current) return session.current;
  throw new DataError('there is no model yet: train one, or open a run that is kept');
}
