import * as tf from '@tensorflow/tfjs';
import { Dropout, Sampling } from './random-layers.js';
import { TiedDense } from './tied-dense.js';

/**
 * Makes this package's layers known to `tf.loadLayersModel`. Builders call it; call it yourself before loading a
 * saved network in a program that builds none. May be called again.
 */
export function registerLayers(): void {
  for (const layer of [Dropout, Sampling, TiedDense]) {
    tf.serialization.registerClass(
      layer as unknown as tf.serialization.SerializableConstructor<tf.layers.Layer>,
    );
  }
}
