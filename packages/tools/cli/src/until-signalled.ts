import type { Terminal } from './terminal.js';

/** Milliseconds in which signals count as one: a terminal and `npm run` both pass on the same Ctrl-C. */
const oneSignal = 1000;

/**
 * Runs work that ends early, in good order, at SIGINT or SIGTERM. A later second signal meets no handler any
 * more and ends the process at once.
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
    if (controller.signal.aborted) return;
    controller.abort();
    setTimeout(release, oneSignal).unref();
  };
  for (const name of names) terminal.signals.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
