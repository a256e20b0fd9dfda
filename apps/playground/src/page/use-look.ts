import { messageOf, useLatest } from '@autoencoders/app-kit';
import { useRef, useState } from 'react';

/** Milliseconds between two looks for the sake of new weights alone. */
const pace = 1000;

/** What is seen of the model, and what went wrong with the last look. */
export interface Look<Result> {
  readonly result: Result | undefined;
  readonly problem: string | undefined;
}

/**
 * Asks the worker again whenever the inputs change, one question at a time, and at most once a second for a new
 * revision of the weights. The last answer stays until the next is there.
 */
export function useLook<Result>(
  ask: () => Promise<Result>,
  inputs: readonly unknown[],
  revision: number,
): Look<Result> {
  const [state, setState] = useState<Look<Result>>({ result: undefined, problem: undefined });
  const current = useRef({ ask, revision });
  current.current = { ask, revision };
  const last = useRef({ at: Number.NEGATIVE_INFINITY, revision });
  useLatest(async () => {
    const wait = last.current.at + pace - performance.now();
    if (current.current.revision !== last.current.revision && wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
    last.current = { at: performance.now(), revision: current.current.revision };
    try {
      const result = await current.current.ask();
      setState({ result, problem: undefined });
    } catch (error) {
      setState(({ result }) => ({ result, problem: messageOf(error) }));
    }
  }, [...inputs, revision]);
  return state;
}
