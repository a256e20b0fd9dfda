import type { Autoencoder, Callback } from '@autoencoders/core';
import * as tf from '@tensorflow/tfjs';
import type { LoadedData } from '../data/loaded-data.js';
import type { Items } from '../items/items.js';
import { toItems } from './to-items.js';

/** Examples that are reconstructed again and again. */
const shown = 12;
/** Milliseconds between two looks. */
const interval = 800;

/** Reconstructs a few examples of the test part about once a second, so that one may watch them improve. */
export function livePictures(
  model: Autoencoder,
  data: LoadedData,
  tell: (originals: Items, reconstructions: Items) => void,
): Callback & { look(): Promise<void> } {
  let last = Number.NEGATIVE_INFINITY;
  let originals: Items | undefined;
  const rows = Array.from({ length: Math.min(shown, data.test.size) }, (_, row) => row);
  const look = async () => {
    last = performance.now();
    const x = tf.tensor(data.test.values(rows), [rows.length, ...data.test.shape]);
    const y = tf.tidy(() => model.reconstruct(x));
    originals ??= await toItems(x, data);
    const reconstructions = await toItems(y, data);
    tf.dispose([x, y]);
    tell(originals, reconstructions);
  };
  return {
    look,
    onTrainBegin: look,
    onProgress: () => (performance.now() - last < interval ? undefined : look()),
    onTrainEnd: look,
  };
}
