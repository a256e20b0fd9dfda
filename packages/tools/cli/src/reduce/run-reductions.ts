import type { Rows } from '@autoencoders/data';
import { type ComparedReduction, compareReductions, type Reducer } from '@autoencoders/reduction';
import { exitCodeOf, exitCodes } from '../exit-codes.js';
import { fractionBar } from '../fraction-bar.js';
import type { OpenedModel } from '../open-model.js';
import { note, type Terminal } from '../terminal.js';
import { makeReducer } from './make-reducer.js';
import {
  type ReduceFlags,
  type ReduceRequest,
  type ReductionMethod,
  reductionMethods,
} from './reduce-flags.js';
import { classesAmong, type DataToReduce } from './reduction-data.js';

/** An embedding, measured where that was asked for. */
export interface FoundReduction {
  readonly embedding: Rows;
  readonly seconds: number;
  readonly measures?: ComparedReduction['measures'];
}

/** What made an embedding, by the names of methods; the one that was asked for comes first. */
export type FoundReductions = ReadonlyMap<ReductionMethod, FoundReduction>;

/**
 * Embeds the data by the method asked for, and where they are to be compared by all others that can; why another
 * cannot is noted.
 *
 * @throws what the method asked for throws.
 */
export async function runReductions(
  flags: ReduceFlags,
  request: ReduceRequest,
  data: DataToReduce,
  opened: OpenedModel | undefined,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<FoundReductions> {
  const found = new Map<ReductionMethod, FoundReduction>();
  const methods = flags.compare
    ? [
        request.method,
        ...reductionMethods.filter(
          (method) => method !== request.method && (opened || method !== 'autoencoder'),
        ),
      ]
    : [request.method];
  const bar = fractionBar(terminal);
  const left: string[] = [];
  try {
    for (const [done, method] of methods.entries()) {
      const onProgress = (fraction: number) => bar.update(method, (done + fraction) / methods.length);
      try {
        const reducer = makeReducer(method, request, opened);
        const measured = flags.measure || flags.compare;
        found.set(
          method,
          await (measured ? embedAndMeasure : embed)(reducer, data, request, signal, onProgress),
        );
      } catch (error) {
        if (signal.aborted || method === request.method || exitCodeOf(error) !== exitCodes.badInput)
          throw error;
        left.push(`${method} is left out: ${(error as Error).message}`);
      }
    }
  } finally {
    bar.stop();
  }
  for (const line of left) note(terminal, line);
  return found;
}

type Work = (
  reducer: Reducer,
  data: DataToReduce,
  request: ReduceRequest,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
) => Promise<FoundReduction>;

const embed: Work = async (reducer, { dataset, labels }, _, signal, onProgress) => {
  const begin = performance.now();
  const classes = classesAmong(labels);
  const embedding = await reducer.fit(dataset, {
    ...(classes ? { labels: classes } : {}),
    signal,
    onProgress: ({ fraction }) => onProgress(fraction),
  });
  return { embedding, seconds: (performance.now() - begin) / 1000 };
};

const embedAndMeasure: Work = async (reducer, { dataset, labels }, { seed }, signal, onProgress) => {
  const classes = classesAmong(labels);
  const { only } = await compareReductions({ only: reducer }, dataset, {
    ...(classes ? { labels: classes } : {}),
    seed,
    signal,
    onProgress: ({ fraction }) => onProgress(fraction),
  });
  const { embedding, measures, seconds } = only;
  return { embedding, measures, seconds };
};
