import { nextTurn } from '@autoencoders/app-kit/worker';
import type { Dataset } from '@autoencoders/data';

/** The same data, with a turn for the worker's other work after each batch; walking through it ends with the signal. */
export function unhurried(data: Dataset, signal: AbortSignal): Dataset {
  return {
    shape: data.shape,
    size: data.size,
    async *batches(options) {
      for await (const batch of data.batches(options)) {
        yield batch;
        await nextTurn();
        signal.throwIfAborted();
      }
    },
  };
}
