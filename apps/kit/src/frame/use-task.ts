import { useCallback, useRef, useState } from 'react';

/** Work under way, its result, and what went wrong with it. */
export interface Task<Arguments extends readonly unknown[], Result> {
  /** Begins; a call that comes later wins over one still under way. */
  readonly run: (...given: Arguments) => Promise<Result | undefined>;
  readonly busy: boolean;
  readonly result: Result | undefined;
  readonly problem: string | undefined;
  readonly clear: () => void;
}

/** Runs asynchronous work for a component: one result at a time, errors as text for {@link ProblemAlert}. */
export function useTask<Arguments extends readonly unknown[], Result>(
  work: (...given: Arguments) => Promise<Result>,
): Task<Arguments, Result> {
  const [state, setState] = useState<{ busy: boolean; result?: Result; problem?: string }>({ busy: false });
  const latest = useRef(0);
  const current = useRef(work);
  current.current = work;
  const run = useCallback(async (...given: Arguments) => {
    const turn = ++latest.current;
    setState(({ result }) => ({ busy: true, ...(result === undefined ? {} : { result }) }));
    try {
      const result = await current.current(...given);
      if (turn === latest.current) setState({ busy: false, result });
      return result;
    } catch (error) {
      if (turn === latest.current) setState({ busy: false, problem: messageOf(error) });
      return undefined;
    }
  }, []);
  const clear = useCallback(() => {
    latest.current += 1;
    setState({ busy: false });
  }, []);
  return { run, clear, busy: state.busy, result: state.result, problem: state.problem };
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
