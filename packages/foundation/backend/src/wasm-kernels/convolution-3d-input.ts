import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';
import { frameAxis, spreadAxis } from './stretch-axis.js';

/**
 * The gradient of a 3-D convolution with respect to its input, which the engine gets wrong for several channels:
 * the output's gradient, with `stride - 1` zeros between neighbours, convolved with the filter turned round.
 */
export function registerConvolution3dInputGradient(): void {
  overrideKernel('Conv3DBackpropInputV2', () => ({ inputs, attrs }) => {
    const dy = inputs.dy as tf.Tensor5D;
    const filter = inputs.filter as tf.Tensor5D;
    const shape = attrs.inputShape as Shape5D;
    const { padInfo, strideDepth, strideHeight, strideWidth } = tf.backend_util.computeConv3DInfo(
      shape,
      filter.shape,
      attrs.strides as [number, number, number],
      1,
      attrs.pad as 'same' | 'valid',
    );
    const strides = [strideDepth, strideHeight, strideWidth];
    const before = [padInfo.front, padInfo.top, padInfo.left];
    return tf.tidy(() => {
      let framed: tf.Tensor = dy;
      for (let side = 0; side < 3; side++) {
        const lead = filter.shape[side]! - 1 - before[side]!;
        const length = shape[side + 1]! + filter.shape[side]! - 1;
        framed = frameAxis(spreadAxis(framed, side + 1, strides[side]!), side + 1, lead, length);
      }
      const turned = tf.transpose(tf.reverse(filter, [0, 1, 2]), [0, 1, 2, 4, 3]);
      return tf.conv3d(framed as tf.Tensor5D, turned as tf.Tensor5D, 1, 'valid');
    });
  });
}

type Shape5D = [number, number, number, number, number];
