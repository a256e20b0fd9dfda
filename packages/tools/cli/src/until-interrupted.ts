import { Interrupted } from './interrupted.js';
import type { Terminal } from './terminal.js';
import { untilSignalled } from './until-signalled.js';

/**
 * Runs work that is given up at SIGINT or SIGTERM: nothing of it is written.
 *
 * @throws {Interrupted} if a signal came, however the work ended.
 */
export async function untilInterrupted<Result>(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return untilSignalled(terminal, async (signal) => {
    try {
      const result = await work(signal);
      // Signals wait for the event loop, and work that ends without a pause may have left it none.
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal.aborted) return result;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    throw new Interrupted('interrupted: nothing is written');
  });
}
