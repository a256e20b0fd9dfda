import { type Classifier, classifier } from '@autoencoders/classifier';
import type { Autoencoder } from '@autoencoders/core';
import { DataError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { valuesOf } from '../../drawing/input-description.js';
import type { InputSource } from '../../drawing/input-source.js';
import { type OpenRun, openRun, type Session } from '../../worker/session.js';
import { snapshotOf } from '../../worker/snapshot.js';
import { toItems } from '../../worker/to-items.js';
import { learn } from './learn.js';
import type { Classified, ClassifierProgress, ClassifierSettings, Confused, Outcome } from './outcome.js';
import { outcomeOf } from './outcome-of.js';
import { unhurried } from './unhurried.js';

export { describeInput, testItems } from '../../drawing/input-description.js';

/** A classifier on a copy of a run's model: the run trains on as if it were not there. */
interface Kept {
  readonly run: OpenRun;
  readonly copy: Autoencoder;
  readonly mine: Classifier;
  readonly outcome: Outcome;
  readonly labels: Float32Array;
  readonly predicted: Int32Array;
}

const kept = new WeakMap<Session, Kept>();
let underWay: AbortController | undefined;

/** The classifier of the model at hand, as it was trained last. */
export function outcome(session: Session): Outcome | undefined {
  return keptOf(session)?.outcome;
}

/**
 * Trains a classifier on the codes of the model at hand, and tests it.
 *
 * @param revision the page's count of changes of the weights
 * @returns `undefined` when it was cancelled; the classifier before it is kept.
 * @throws {DataError} when the data have no two classes.
 */
export async function train(
  session: Session,
  settings: ClassifierSettings,
  revision: number,
  tell: (progress: ClassifierProgress) => void,
): Promise<Outcome | undefined> {
  const run = openRun(session);
  underWay?.abort();
  const abort = new AbortController();
  underWay = abort;
  const copy = await snapshotOf(run);
  let mine: Classifier | undefined;
  try {
    const { summary, test } = run.data;
    if (summary.classes.length < 2) throw new DataError('these data have no classes to be told apart');
    const { mode, head, seed } = settings;
    mine = classifier(copy, {
      classes: summary.classes.length,
      mode,
      hidden: head === 'hidden' ? [64] : [],
      seed,
    });
    const started = performance.now();
    await learn(mine, run.data, settings, abort.signal, tell);
    const seconds = (performance.now() - started) / 1000;
    tell({ stage: 'Testing', done: 0.95 });
    const predicted = await mine.predict(unhurried(test, abort.signal), { batchSize: 64 });
    abort.signal.throwIfAborted();
    const labels = test.targets(Array.from({ length: test.size }, (_, row) => row))!;
    const done = {
      run,
      copy,
      mine,
      labels,
      predicted,
      outcome: outcomeOf(settings, revision, summary.classes, labels, predicted, seconds),
    };
    // Another run may have been opened meanwhile.
    if (session.current !== run) return drop(copy, mine);
    forget(session);
    kept.set(session, done);
    return done.outcome;
  } catch (error) {
    drop(copy, mine);
    if (abort.signal.aborted) return undefined;
    throw error;
  } finally {
    if (underWay === abort) underWay = undefined;
  }
}

/** Ends the training of a classifier, if one is under way. */
export function cancel(_session: Session): void {
  underWay?.abort();
}

/**
 * What the classifier makes of an input.
 *
 * @throws {DataError} when none was trained.
 */
export async function classify(session: Session, source: InputSource): Promise<Classified> {
  const { mine, run, labels } = needed(session);
  const x = tf.tensor(valuesOf(session, source), [1, ...run.data.test.shape]);
  try {
    const { values } = await mine.predictProbabilities(x);
    return {
      item: await toItems(x, run.data),
      probabilities: Float32Array.from(values),
      label: source.kind === 'test' ? labels[source.row]! : -1,
    };
  } finally {
    x.dispose();
  }
}

/** Test items of one class that were taken for another, a few of them. */
export async function confused(session: Session, actual: number, predicted: number): Promise<Confused> {
  const { labels, run, ...of } = needed(session);
  const rows = [...labels.keys()].filter((row) => labels[row] === actual && of.predicted[row] === predicted);
  const few = rows.slice(0, 12);
  const x = tf.tensor(run.data.test.values(few), [few.length, ...run.data.test.shape]);
  try {
    return { rows: few, items: await toItems(x, run.data) };
  } finally {
    x.dispose();
  }
}

function needed(session: Session): Kept {
  const found = keptOf(session);
  if (found) return found;
  throw new DataError('there is no classifier yet: train one');
}

/** What is kept of the model at hand; what was of another is let go. */
function keptOf(session: Session): Kept | undefined {
  const found = kept.get(session);
  if (found && found.run !== session.current) forget(session);
  return kept.get(session);
}

function forget(session: Session): void {
  const found = kept.get(session);
  kept.delete(session);
  if (found) drop(found.copy, found.mine);
}

function drop(copy: Autoencoder, mine: Classifier | undefined): undefined {
  mine?.dispose();
  copy.dispose();
}
