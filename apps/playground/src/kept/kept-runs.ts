import { worker } from '../page/store.js';
import { lockOf, type RunRecord } from './run-record.js';
import { storage } from './storage.js';

/** A kept run, and how it stands by now. */
export interface KeptRun {
  readonly run: RunRecord;
  readonly state: string;
  /** Trained by some page at this moment. */
  readonly elsewhere: boolean;
}

/** The runs that this browser keeps, the latest first. */
export async function listRuns(): Promise<readonly KeptRun[]> {
  const runs = await (await storage()).getAll('runs');
  const { held = [] } = await navigator.locks.query();
  const locked = new Set(held.map(({ name }) => name));
  return runs
    .sort((a, b) => b.updated - a.updated)
    .map((run) => {
      const elsewhere = locked.has(lockOf(run.id));
      const cutOff = run.status === 'training' && !elsewhere;
      return { run, elsewhere, state: elsewhere ? 'training' : cutOff ? 'cut off' : run.status };
    });
}

/** Deletes a run with its checkpoints, and the visitor's files where no other run needs them. */
export async function deleteRun(run: RunRecord): Promise<void> {
  const database = await storage();
  await worker().forget(run.id);
  await database.delete('runs', run.id);
  const { data } = run.configuration;
  if (!('id' in data)) return;
  const others = await database.getAll('runs');
  const needed = others.some(({ configuration: { data: other } }) => 'id' in other && other.id === data.id);
  if (!needed) await database.delete('files', data.id);
}
