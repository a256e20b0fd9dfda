import { useEffect, useRef } from 'react';

/**
 * Runs `work` when its inputs change, one run at a time: what changes meanwhile is seen by one more run at the end.
 * So a slider may be dragged as fast as one likes.
 */
export function useLatest(work: () => Promise<void>, inputs: readonly unknown[]): void {
  const state = useRef({ running: false, again: false, work });
  state.current.work = work;
  useEffect(() => {
    const turn = async () => {
      if (state.current.running) {
        state.current.again = true;
        return;
      }
      state.current.running = true;
      do {
        state.current.again = false;
        await state.current.work();
      } while (state.current.again);
      state.current.running = false;
    };
    void turn();
  }, inputs);
}
