import * as tf from '@tensorflow/tfjs';
import { imageNetwork } from './network.js';
import { packedWeights } from './weights.generated.js';

/**
 * A classifier of MNIST's digits (classes 0 to 9) and Fashion-MNIST's clothes (10 to 19), with its weights: logits
 * `[batch, 20]` of images `[batch, 28, 28, 1]` with values in [0, 1]. Three convolutions (`convolution1` to
 * `convolution3`), `hidden` and `logits`, kept here in 8 bits a weight. The caller disposes the model.
 */
export function imageClassifier(): tf.LayersModel {
  const model = imageNetwork();
  tf.tidy(() => model.setWeights(packedWeights.map(unpacked)));
  return model;
}

/** Weights from whole numbers and the scale of each output unit, the last axis. */
function unpacked({ shape, scales, values }: (typeof packedWeights)[number]): tf.Tensor {
  const scale = new Float32Array(bytesOf(scales).buffer);
  const whole = new Int8Array(bytesOf(values).buffer);
  return tf.tensor(
    Float32Array.from(whole, (value, i) => value * scale[i % scale.length]!),
    shape,
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
