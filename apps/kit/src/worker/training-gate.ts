import type { Callback } from '@autoencoders/core';
import { nextTurn } from './next-turn.js';

/** Lets a training wait or end, and lets a worker answer while it trains. */
export interface TrainingGate {
  /** Give both to `fit`. */
  readonly callback: Callback;
  readonly signal: AbortSignal;
  /** The next step waits until {@link resume}. */
  pause(): void;
  resume(): void;
  /** Ends the training after the step under way, also where it waits. */
  stop(): void;
}

/** Milliseconds of steps between two looks at what the page asks for. */
const patience = 30;

/** Makes a gate that a training passes after each of its steps. */
export function trainingGate(): TrainingGate {
  let waiting: { readonly promise: Promise<void>; readonly go: () => void } | undefined;
  let answered = performance.now();
  const abort = new AbortController();
  const resume = () => {
    waiting?.go();
    waiting = undefined;
  };
  return {
    pause: () => {
      if (waiting) return;
      let go = () => {};
      const promise = new Promise<void>((resolve) => {
        go = resolve;
      });
      waiting = { promise, go };
    },
    resume,
    stop: () => {
      abort.abort();
      resume();
    },
    signal: abort.signal,
    callback: {
      onStep: () => {
        if (waiting) return waiting.promise;
        if (performance.now() - answered < patience) return;
        return nextTurn().then(() => {
          answered = performance.now();
        });
      },
    },
  };
}
