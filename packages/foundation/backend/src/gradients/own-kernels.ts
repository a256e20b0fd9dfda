import * as tf from '@tensorflow/tfjs';
import { layerKernels, ownKernels } from '../operations/kernel-names.js';

/** First and second derivatives of the package's own kernels. */
export function registerOwnKernelGradients(): void {
  registerLayerGradients();
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

/**
 * Layers with their activation in the same kernel. What comes back through the activation is needed by every
 * gradient, so it is made once, whichever are asked for.
 */
function registerLayerGradients(): void {
  registerLayer(layerKernels.denseRelu, ['x', 'kernel'], ([x, kernel], dy) => ({
    x: () => tf.matMul(dy, kernel!, false, true),
    kernel: () => tf.matMul(x!, dy, true, false),
    bias: () => tf.sum(dy, 0),
  }));
  registerLayer(layerKernels.convolutionRelu, ['x', 'filter'], ([x, filter], dy, attrs) => ({
    x: () => run('Conv2DBackpropInput', { dy, filter: filter! }, { ...attrs, inputShape: x!.shape }),
    filter: () => run('Conv2DBackpropFilter', { x: x!, dy }, { ...attrs, filterShape: filter!.shape }),
    bias: () => tf.sum(dy, [0, 1, 2]),
  }));
  registerLayer(layerKernels.biasRelu, [], (_inputs, dy) => ({
    x: () => tf.clone(dy),
    bias: () => tf.sum(dy, [...dy.shape.keys()].slice(0, -1)),
  }));
}

function registerLayer(
  kernelName: string,
  inputsToSave: string[],
  gradients: (
    inputs: readonly tf.Tensor[],
    dy: tf.Tensor,
    attrs: tf.NamedAttrMap,
  ) => Record<string, () => tf.Tensor>,
): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave,
    outputsToSave: [true],
    gradFunc: (dy, saved, attrs) => {
      const through = run(ownKernels.reluGradient, { x: saved.at(-1)!, dy: dy as tf.Tensor });
      return gradients(saved, through, attrs);
    },
  });
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

function run(kernelName: string, inputs: tf.NamedTensorMap, attrs: object = {}): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}
