import * as tf from '@tensorflow/tfjs';
import { channelMoments } from './moments.js';
import { elementwise, runElementwise } from './run-program.js';
import { webgpuBackend } from './webgpu-backend.js';
import { noteWrite, ownData } from './written-data.js';

/** What tfjs's layer has inside. */
interface BatchNormalization extends tf.layers.Layer {
  readonly axis: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly gamma?: tf.LayerVariable;
  readonly beta?: tf.LayerVariable;
  readonly movingMean: tf.LayerVariable;
  readonly movingVariance: tf.LayerVariable;
}

type Call = BatchNormalization['call'];

const ours = new WeakSet<object>();

/**
 * Makes tfjs's `batchNormalization` layers, built and loaded ones as well, train in few dispatches on the WebGPU
 * engine: moments in one kernel, both moving averages in another. What the layer computes stays the same, and so
 * does what it does over other axes than the last, in inference and on other engines.
 */
export function fuseBatchNormalization(): void {
  // With a name of its own, or it would move the counter in the names of other layers.
  const prototype = Object.getPrototypeOf(tf.layers.batchNormalization({ name: 'prototype' })) as {
    call: Call;
  };
  const stock = prototype.call;
  if (ours.has(stock)) return;
  prototype.call = function (this: BatchNormalization, inputs, kwargs) {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    const last = this.axis === -1 || this.axis === x.rank - 1;
    const fits = last && x.rank >= 2 && x.rank <= 4 && x.size > 0 && x.dtype === 'float32';
    const fused = kwargs.training && fits && tf.getBackend() === 'webgpu' && this.gamma && this.beta;
    if (!fused) return stock.call(this, inputs, kwargs);
    return tf.tidy(() => {
      const [mean, variance] = channelMoments(x);
      average(this, mean, variance);
      return tf.batchNorm(
        x as tf.Tensor4D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        this.beta!.read() as tf.Tensor1D,
        this.gamma!.read() as tf.Tensor1D,
        this.epsilon,
      );
    });
  };
  ours.add(prototype.call);
}

/** `w ← w - (1 - momentum) (w - value)` for both averages, in place. */
function average(layer: BatchNormalization, mean: tf.Tensor, variance: tf.Tensor): void {
  const backend = webgpuBackend();
  const written = [layer.movingMean.read(), layer.movingVariance.read()];
  for (const tensor of written) ownData(backend, tensor);
  runElementwise(backend, averages, mean.size, {
    written,
    read: [mean, variance],
    uniforms: [1 - layer.momentum],
  });
  for (const { dataId } of written) noteWrite(backend, dataId);
}

const averages = elementwise({
  name: 'moving-averages',
  written: ['moving_means', 'moving_variances'],
  read: ['means', 'variances'],
  uniforms: { share: 'f32' },
  body: `moving_means[index] -= (moving_means[index] - means[index]) * uniforms.share;
    moving_variances[index] -= (moving_variances[index] - variances[index]) * uniforms.share;`,
});
