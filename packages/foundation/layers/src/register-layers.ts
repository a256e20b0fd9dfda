import * as tf from '@tensorflow/tfjs';
import { Centring } from './centring.js';
import { GatedActivation } from './gated-activation.js';
import { JumpRelu } from './jump-relu-layer.js';
import { MaskedConvolution } from './masked-convolution.js';
import { MinibatchStandardDeviation } from './minibatch-standard-deviation.js';
import { Dropout, Sampling } from './random-layers.js';
import { SpectralConvolution } from './spectral-convolution.js';
import { SpectralDense } from './spectral-dense.js';
import { TiedDense } from './tied-dense.js';
import { TopK } from './top-k.js';

/**
 * Makes this package's layers known to `tf.loadLayersModel`. Importing any builder does so too; call it in a program
 * that loads a saved network and imports nothing else from here. May be called again.
 */
export function registerLayers(): void {
  for (const layer of [
    Centring,
    Dropout,
    GatedActivation,
    JumpRelu,
    MaskedConvolution,
    MinibatchStandardDeviation,
    Sampling,
    SpectralConvolution,
    SpectralDense,
    TiedDense,
    TopK,
  ]) {
    tf.serialization.registerClass(
      layer as unknown as tf.serialization.SerializableConstructor<tf.layers.Layer>,
    );
  }
}

// Whatever imports a builder can load what it saved; a bundler keeps this with the module.
registerLayers();
