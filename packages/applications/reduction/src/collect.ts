import type { Rows } from '@autoencoders/core';
import type { Dataset } from '@autoencoders/data';
import { concatenateRows } from '@autoencoders/data';
import { hostBatches } from './host-batches.js';

/** A whole dataset on the host. */
export interface HostData {
  /** `[examples, values of an example]` */
  readonly rows: Rows;
  /** A label or target for each example, where the dataset has one number each. */
  readonly targets: Float32Array | undefined;
}

/**
 * Brings a dataset to the host, for methods that need all of it at once.
 *
 * @throws {DataError} when there is none, or naming the first value that is not finite.
 */
export async function collectData(data: Dataset, signal?: AbortSignal): Promise<HostData> {
  const parts: Rows[] = [];
  const targets: Float32Array[] = [];
  for await (const part of hostBatches(data, 1024)) {
    signal?.throwIfAborted();
    parts.push(part.rows);
    if (part.targets) targets.push(part.targets);
  }
  const rows = concatenateRows(parts);
  return { rows, targets: targets.length === 0 ? undefined : concatenated(targets) };
}

/**
 * Puts the parts of a result together.
 *
 * @throws {DataError} when there are none.
 */
export async function collectRows(batches: AsyncIterable<Rows>): Promise<Rows> {
  const parts: Rows[] = [];
  for await (const part of batches) parts.push(part);
  return concatenateRows(parts);
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let used = 0;
  for (const part of parts) {
    whole.set(part, used);
    used += part.length;
  }
  return whole;
}
