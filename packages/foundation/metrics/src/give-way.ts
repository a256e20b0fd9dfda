/** Longest the thread is kept from other work, in milliseconds. */
const turn = 50;

/**
 * Lets other work have its turn of the event loop once this has run for a while, without which nothing could abort it:
 * results on the host resolve without one.
 */
export function givingWay(signal: AbortSignal | undefined): () => Promise<void> {
  let since = Date.now();
  return async () => {
    if (Date.now() - since > turn) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = Date.now();
    }
    signal?.throwIfAborted();
  };
}
