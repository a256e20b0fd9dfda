import { messageOf } from '@autoencoders/app-kit';
import { type RemoteWorker, startWorker } from './remote.js';
import { type Activity, change, now } from './state.js';

let remote: RemoteWorker | undefined;

/** The verbs of the worker. */
export function worker(): RemoteWorker['verbs'] {
  remote ??= startWorker(halt);
  return remote.verbs;
}

/** Runs work of the worker's, with what goes wrong shown on the page. */
export async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    change({ problem: undefined });
    await work();
  } catch (error) {
    change({ problem: messageOf(error) });
  }
}

/** Does so while nothing else may be begun. */
export async function occupied(activity: Activity, work: () => Promise<void>): Promise<void> {
  change({ activity, halted: undefined });
  await guarded(work);
  change({ activity: 'idle' });
}

/** Nothing trained or scored yet. */
export const noResults = {
  outcome: undefined,
  judgement: undefined,
  worst: undefined,
  selected: undefined,
  progress: undefined,
  thresholdNote: undefined,
  curve: [],
} as const;

/** Looks for what this browser has of earlier visits; where it keeps nothing there is nothing to offer. */
export async function lookForWork(): Promise<void> {
  const none = () => undefined;
  const [kept, cutOff] = await Promise.all([
    worker().keptDetector().catch(none),
    worker().cutOff().catch(none),
  ]);
  change({ kept, cutOff });
}

/** The worker, or the card under it, is gone: ends it, says so, and reads the table again for the next try. */
export function halt(reason: string): void {
  remote?.end();
  remote = undefined;
  const { source, columns, normal, label, axis } = now();
  change({ ...noResults, activity: 'idle', problem: undefined, halted: reason });
  if (!source) return;
  void guarded(async () => {
    await (source === 'example' ? worker().openExample() : worker().openFile(source));
    await worker().takeAxis(axis?.column ?? null);
    change({ columns, normal, label, revision: now().revision + 1 });
    await lookForWork();
  });
}
