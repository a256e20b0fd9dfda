import type { Terminal } from './terminal.js';

/**
 * Runs work that ends early, in good order, at SIGINT or SIGTERM. A second signal meets no handler any more
 * and ends the process at once.
 */
export async function untilSignalled<Result>(
  terminal: Terminal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const names = ['SIGINT', 'SIGTERM'];
  const release = () => {
    for (const name of names) terminal.signals.off(name, stop);
  };
  const stop = () => {
    release();
    controller.abort();
  };
  for (const name of names) terminal.signals.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
