import { withPoint } from '@autoencoders/app-kit';
import { proxy } from 'comlink';
import type { Choice } from '../worker/choice.js';
import type { WatchEvent } from '../worker/events.js';
import type { Outcome } from '../worker/outcome.js';
import type { Settings } from '../worker/settings.js';
import { chooseNormal } from './actions.js';
import { change, now } from './state.js';
import { guarded, halt, lookForWork, noResults, occupied, worker } from './worker.js';

/** Makes a detector of the normal rows and scores all. */
export function watch(engine?: Settings['engine']): Promise<void> {
  const { columns, normal, settings } = now();
  return train({ columns, normal, settings }, engine);
}

/** Goes on with the training that was cut off. */
export async function goOn(engine?: Settings['engine']): Promise<void> {
  const { cutOff } = now();
  if (!cutOff) return;
  const { columns, normal, settings } = cutOff.choice;
  change({ columns, settings });
  chooseNormal(normal);
  await train(cutOff.choice, engine, cutOff.saved > 0);
}

function train(
  { columns, normal, settings }: Choice,
  engine = settings.engine,
  going = false,
): Promise<void> {
  return occupied('starting', async () => {
    change({ ...noResults, scored: 0, cutOff: undefined });
    const choice = { columns, normal, settings: { ...settings, engine } };
    await show(await worker().watch(choice, proxy(listen), going));
    void lookForWork();
  });
}

/** Scores the table by the detector that is kept in this browser. */
export function applyKept(): Promise<void> {
  return occupied('starting', async () => {
    change({ ...noResults, scored: 0 });
    const outcome = await worker().useKept(proxy(listen));
    const { settings, kept } = now();
    change({
      columns: outcome.columns,
      settings: kept ? { ...kept.settings, engine: settings.engine } : settings,
    });
    await show(outcome);
  });
}

async function show(outcome: Outcome): Promise<void> {
  const judgement = await worker().judge(outcome.threshold, now().label);
  change({
    outcome,
    threshold: outcome.threshold,
    judgement,
    dragging: 'zoom',
    worstBy: judgement.alarms.length > 0 ? 'alarms' : 'rows',
    revision: now().revision + 1,
  });
}

export async function pause(): Promise<void> {
  change({ activity: 'paused' });
  await worker().pause();
}

export async function resume(): Promise<void> {
  change({ activity: 'training' });
  await worker().resume();
}

export async function stop(): Promise<void> {
  change({ activity: 'stopping' });
  await worker().stop();
}

export function forgetTraining(): Promise<void> {
  return guarded(async () => {
    await worker().forgetTraining();
    change({ cutOff: undefined });
  });
}

export function forgetKept(): Promise<void> {
  return guarded(async () => {
    await worker().forgetDetector();
    change({ kept: undefined });
  });
}

function listen(event: WatchEvent) {
  switch (event.type) {
    case 'engine':
      return change({ engine: event.engine });
    case 'progress': {
      const { step, steps, secondsLeft, loss } = event;
      const { curve, activity } = now();
      return change({
        progress: { step, steps, secondsLeft },
        curve: withPoint(curve, { step, loss }),
        ...(activity === 'starting' ? { activity: 'training' as const } : {}),
      });
    }
    case 'scoring':
      return change({ activity: 'scoring', scored: event.share });
    case 'lost':
      return halt(`the graphics card went away (${event.reason})`);
  }
}
