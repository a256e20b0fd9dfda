import * as tf from '@tensorflow/tfjs';
import { ownKernels } from '../operations/kernel-names.js';

/** First and second derivatives of the package's own kernels. */
export function registerOwnKernelGradients(): void {
  register(ownKernels.crossEntropy, ['labels', 'logits'], ([labels, logits], dy) => ({
    labels: () => tf.neg(tf.mul(dy, logits!)),
    logits: () => run(ownKernels.crossEntropyGradient, { labels: labels!, logits: logits!, dy }),
  }));
  register(ownKernels.crossEntropyGradient, ['labels', 'logits', 'dy'], ([labels, logits, dy], upstream) => ({
    labels: () => tf.neg(tf.mul(upstream, dy!)),
    logits: () => {
      const y = tf.sigmoid(logits!);
      return tf.mul(tf.mul(upstream, dy!), tf.mul(y, tf.sub(1, y)));
    },
    dy: () => tf.mul(upstream, tf.sub(tf.sigmoid(logits!), labels!)),
  }));
  register(ownKernels.reluGradient, ['x', 'dy'], ([x], upstream) => ({
    x: () => tf.zerosLike(x!),
    dy: () => run(ownKernels.reluGradient, { x: x!, dy: upstream }),
  }));
  register(ownKernels.gaussianKl, ['mean', 'logVariance'], ([mean, logVariance], dy) => ({
    mean: () => tf.mul(dy, mean!),
    logVariance: () => run(ownKernels.gaussianKlGradient, { logVariance: logVariance!, dy }),
  }));
  register(ownKernels.gaussianKlGradient, ['logVariance', 'dy'], ([logVariance, dy], upstream) => ({
    logVariance: () => tf.mul(tf.mul(upstream, dy!), tf.mul(tf.exp(logVariance!), 0.5)),
    dy: () => tf.mul(upstream, tf.mul(tf.sub(tf.exp(logVariance!), 1), 0.5)),
  }));
}

function register(
  kernelName: string,
  inputsToSave: string[],
  gradients: (saved: readonly tf.Tensor[], dy: tf.Tensor) => Record<string, () => tf.Tensor>,
): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave,
    gradFunc: (dy, saved) => gradients(saved, dy as tf.Tensor),
  });
}

function run(kernelName: string, inputs: tf.NamedTensorMap): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs) as tf.Tensor;
}
