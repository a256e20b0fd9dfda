import {
  type CheckpointStore,
  indexedDbCheckpoints,
  indexedDbStore,
  jsonBytes,
  readJson,
} from '@autoencoders/core';
import { DataError, OptionError } from '@autoencoders/errors';
import type { Choice } from './choice.js';
import { openSheet, type Session } from './session.js';

/** A training that did not come to its end: the page was closed, or the engine went away. */
export interface CutOff {
  readonly choice: Choice;
  readonly steps: number;
  /** The step that it can be gone on with from; 0 where nothing was kept yet. */
  readonly saved: number;
}

/** What is written down as a training begins. */
interface Begun {
  readonly title: string;
  readonly rows: number;
  readonly choice: Choice;
  readonly steps: number;
}

const name = 'anomaly-watch/training';
const begunFile = 'training.json';
const record = indexedDbStore(name);
const checkpoints = indexedDbCheckpoints(name);

/**
 * Does work with a training's checkpoints in this browser, which are dropped once all of it is done; without them
 * where the browser keeps nothing, or another page is at it.
 *
 * @param goOn from the checkpoints that are there
 */
export async function keptTraining<Result>(
  session: Session,
  { choice, steps, goOn }: { readonly choice: Choice; readonly steps: number; readonly goOn: boolean },
  work: (kept: CheckpointStore | undefined) => Promise<Result>,
): Promise<Result> {
  if (!canKeep()) return work(undefined);
  const sheet = openSheet(session);
  const begun: Begun = { title: sheet.title, rows: sheet.rows.length, choice, steps };
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock || !(await begin(begun, goOn))) return work(undefined);
    const result = await work(checkpoints).catch(async (error: unknown) => {
      // To go on would come to the same; after anything else, such as a lost card, it may be gone on with.
      if (error instanceof DataError || error instanceof OptionError) await forgetTraining();
      throw error;
    });
    await forgetTraining();
    return result;
  });
}

/** The training on the open table that was cut off. */
export async function cutOff(session: Session): Promise<CutOff | undefined> {
  if (!canKeep() || (await underWay())) return undefined;
  const files = await record.read();
  if (!files?.has(begunFile)) return undefined;
  const { title, rows, choice, steps } = readJson<Begun>(files, begunFile, record.description);
  const sheet = openSheet(session);
  if (title !== sheet.title || rows !== sheet.rows.length) return undefined;
  return { choice, steps, saved: (await checkpoints.steps()).at(-1) ?? 0 };
}

/** Drops what is kept of a training. */
export async function forgetTraining(): Promise<void> {
  await record.write(new Map());
  await checkpoints.clear();
}

function canKeep(): boolean {
  return 'indexedDB' in globalThis && navigator.locks !== undefined;
}

/** The browser lets go of the lock when the page that holds it is closed. */
async function underWay(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === name) ?? false;
}

/** @returns whether the browser keeps it */
async function begin(begun: Begun, goOn: boolean): Promise<boolean> {
  try {
    if (!goOn) await checkpoints.clear();
    await record.write(new Map([[begunFile, jsonBytes(begun)]]));
    return true;
  } catch {
    return false;
  }
}
