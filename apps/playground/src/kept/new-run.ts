import type { Configuration } from '../configuration/configuration.js';
import type { DataSummary } from '../data/data-summary.js';
import type { RunRecord } from './run-record.js';

/** The record of a run that is about to begin. */
export function newRun(configuration: Configuration, { title }: DataSummary): RunRecord {
  const now = Date.now();
  return {
    id: crypto.randomUUID(),
    title: `${configuration.kind} on ${title}`,
    created: now,
    updated: now,
    configuration,
    status: 'training',
    step: 0,
    epoch: 0,
    saved: 0,
    seconds: 0,
    curve: [],
    validation: [],
  };
}
