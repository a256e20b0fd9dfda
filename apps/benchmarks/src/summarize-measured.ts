import { type EngineId, engineIds } from './engines.js';
import type { Measured } from './measure.js';
import { operations, productOperations } from './operations.js';
import type { EngineResult, WorkloadResult } from './results.js';
import { median, pairedRatio, summarize } from './statistics.js';

const mebibyte = 2 ** 20;

/** Bytes in whole MiB. */
export function mebibytes(bytes: number): number {
  return Math.round(bytes / mebibyte);
}

/** The figures of a workload, for tables and files. */
export function summarizeMeasured(measured: Measured): WorkloadResult {
  const { workload, failed, peakBytes } = measured;
  const engines: Partial<Record<EngineId, EngineResult | string>> = {};
  for (const id of engineIds) {
    const result = engineResult(measured, id);
    if (result) engines[id] = result;
    else if (failed[id] !== undefined) engines[id] = `cannot run: ${failed[id]}`;
    else if (id in peakBytes && workload.leftOutOn?.includes(id)) engines[id] = 'left out, being slow';
  }
  return {
    id: workload.id,
    title: workload.title,
    gigaflop: operations(workload) / 1e9,
    ...(workload.kind === 'encode' ? { rows: workload.task.rows } : {}),
    engines,
  };
}

function engineResult(measured: Measured, id: EngineId): EngineResult | undefined {
  const { workload, times, products, peakBytes } = measured;
  const own = times[id];
  if (!own || measured.failed[id] !== undefined) return undefined;
  const timing = summarize(own);
  const opponent = times['pytorch-1'];
  return {
    timing,
    ...(opponent ? { timesPyTorch: pairedRatio(own, opponent) } : {}),
    gigaflops: operations(workload) / timing.median / 1e6,
    productGigaflops: productOperations(workload.product) / median(products[id]?.flat() ?? []) / 1e6,
    peakMebibytes: mebibytes(peakBytes[id] ?? Number.NaN),
  };
}
