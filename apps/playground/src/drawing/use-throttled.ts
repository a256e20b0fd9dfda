import { useCallback, useEffect, useRef } from 'react';

/** Calls of `work` that come sooner than `interval` milliseconds after one another are put together, the last wins. */
export function useThrottled(work: () => void, interval: number): () => void {
  const due = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(work);
  latest.current = work;
  useEffect(
    () => () => {
      clearTimeout(due.current);
      due.current = undefined;
    },
    [],
  );
  return useCallback(() => {
    due.current ??= setTimeout(() => {
      due.current = undefined;
      latest.current();
    }, interval);
  }, [interval]);
}
