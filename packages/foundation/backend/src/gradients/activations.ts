import * as tf from '@tensorflow/tfjs';
import { ownKernels } from '../operations/kernel-names.js';
import { replaceGradient } from './replace-gradient.js';

/**
 * Gradients of activations. Some operations tfjs differentiates from their saved *output*, which is put on the tape
 * before the operation that makes it, so second derivatives come out wrong without an error. These save
 * the input and compute the output again, which makes the gradient itself differentiable.
 */
export function registerActivationGradients(): void {
  replaceGradient('Sigmoid', (x, dy) => {
    const y = tf.sigmoid(x);
    return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
  });
  replaceGradient('Relu', (x, dy) => {
    if (!tf.getKernel(ownKernels.reluGradient, tf.getBackend())) return tf.mul(dy, tf.step(x));
    return tf.engine().runKernel(ownKernels.reluGradient, { x, dy });
  });
  replaceGradient('Tanh', (x, dy) => tf.mul(dy, tf.sub(1, tf.square(tf.tanh(x)))));
  replaceGradient('Exp', (x, dy) => tf.mul(dy, tf.exp(x)));
  replaceGradient('Elu', (x, dy) => tf.mul(dy, tf.exp(tf.minimum(x, 0))));
  tf.unregisterGradient('Softmax');
  tf.registerGradient({
    kernelName: 'Softmax',
    inputsToSave: ['logits'],
    gradFunc: (dy, saved, attrs) => ({
      logits: () => softmaxGradient(saved[0]!, dy as tf.Tensor, (attrs as { dim?: number }).dim ?? -1),
    }),
  });
  tf.unregisterGradient('LogSoftmax');
  tf.registerGradient({
    kernelName: 'LogSoftmax',
    inputsToSave: ['logits'],
    gradFunc: (dy, saved, attrs) => ({
      logits: () => {
        const gradient = dy as tf.Tensor;
        const axis = (attrs as { axis?: number }).axis ?? -1;
        return tf.sub(gradient, tf.mul(tf.sum(gradient, axis, true), tf.exp(logSoftmax(saved[0]!, axis))));
      },
    }),
  });
}

function softmaxGradient(logits: tf.Tensor, dy: tf.Tensor, axis: number): tf.Tensor {
  const y = tf.exp(logSoftmax(logits, axis));
  const weighted = tf.mul(dy, y);
  return tf.sub(weighted, tf.mul(tf.sum(weighted, axis, true), y));
}

/** Composed of operations whose second derivatives are right. */
function logSoftmax(logits: tf.Tensor, axis: number): tf.Tensor {
  return tf.sub(logits, tf.logSumExp(logits, axis, true));
}
