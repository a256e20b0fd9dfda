import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';
import { frameAxis } from './stretch-axis.js';

/**
 * The gradient of a 3-D convolution with respect to its filter, tap by tap: the product of the inputs that the
 * tap sees with the output's gradient. The engine's own leaves out values where there are strides.
 */
export function registerConvolution3dFilterGradient(): void {
  overrideKernel('Conv3DBackpropFilterV2', () => ({ inputs, attrs }) => {
    const x = inputs.x as tf.Tensor5D;
    const dy = inputs.dy as tf.Tensor5D;
    const shape = attrs.filterShape as [number, number, number, number, number];
    const info = tf.backend_util.computeConv3DInfo(
      x.shape,
      shape,
      attrs.strides as [number, number, number],
      1,
      attrs.pad as 'same' | 'valid',
    );
    const strides = [info.strideDepth, info.strideHeight, info.strideWidth];
    const before = [info.padInfo.front, info.padInfo.top, info.padInfo.left];
    const reach = dy.shape.slice(1, 4).map((length, side) => (length - 1) * strides[side]! + 1);
    return tf.tidy(() => {
      let framed: tf.Tensor = x;
      for (let side = 0; side < 3; side++) {
        framed = frameAxis(framed, side + 1, before[side]!, reach[side]! + shape[side]! - 1);
      }
      const [inputs, outputs] = [shape[3], shape[4]];
      const gradient = tf.reshape(dy, [-1, outputs]);
      const [depth, height, width] = shape;
      const taps = Array.from({ length: depth * height * width }, (_, tap) => {
        const at = [Math.floor(tap / (height * width)), Math.floor(tap / width) % height, tap % width];
        const begin = [0, ...at, 0];
        const end = [x.shape[0], ...at.map((from, side) => from + reach[side]!), inputs];
        const seen = tf.stridedSlice(framed, begin, end, [1, ...strides, 1]);
        return tf.matMul(tf.reshape(seen, [-1, inputs]), gradient, true);
      });
      return tf.reshape(tf.stack(taps), shape);
    });
  });
}
