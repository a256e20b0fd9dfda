import * as tf from '@tensorflow/tfjs';
import type { AnomalySettings } from '../options.js';
import { limits } from './preparation.js';

/** Rows `[batch, ..., columns]` without missing cells as inputs, `(x - shift) / scale`, cut off at `clip`. */
export function scaledTensor(
  x: tf.Tensor,
  { shift, scale }: { readonly shift: tf.Tensor; readonly scale: tf.Tensor },
  settings: Pick<AnomalySettings, 'clip' | 'scaling'>,
): tf.Tensor {
  return tf.tidy(() => {
    const scaled = tf.div(tf.sub(x, shift), scale);
    return settings.clip === null ? scaled : tf.clipByValue(scaled, ...limits(settings));
  });
}
