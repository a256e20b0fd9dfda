/** How to watch and stop long work. */
export interface WorkOptions {
  /** Stops the work: its promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called with how many of all steps are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** For how long other things may have to wait, in milliseconds. */
const slice = 50;

/**
 * Takes steps one after another, and now and then lets other things run: a signal to stop could not arrive otherwise.
 *
 * @throws the signal's reason, once it is aborted.
 */
export async function steps(
  total: number,
  step: () => void,
  { signal, onProgress }: WorkOptions,
): Promise<void> {
  let since = performance.now();
  for (let done = 0; done < total; done++) {
    signal?.throwIfAborted();
    step();
    onProgress?.(done + 1, total);
    if (performance.now() - since > slice) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
  }
  signal?.throwIfAborted();
}
