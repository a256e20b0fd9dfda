import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';

/**
 * The gradient of a 2-D convolution with respect to its filter, as a convolution itself: with batch and channel
 * axes swapped, the input slides over the output's gradient; the strides become dilations and vice versa.
 */
export function registerConvolutionFilterGradient(): void {
  overrideKernel('Conv2DBackpropFilter', () => ({ inputs, attrs }) => {
    const x = inputs.x as tf.Tensor4D;
    const dy = inputs.dy as tf.Tensor4D;
    const shape = attrs.filterShape as [number, number, number, number];
    const { info } = convolutionInfo(x.shape, shape, attrs);
    return tf.tidy(() => {
      const extent = {
        height: (info.filterHeight - 1) * info.dilationHeight + (info.outHeight - 1) * info.strideHeight + 1,
        width: (info.filterWidth - 1) * info.dilationWidth + (info.outWidth - 1) * info.strideWidth + 1,
      };
      const framed = frame(x, info.padInfo.top, info.padInfo.left, extent.height, extent.width);
      const product = tf.engine().runKernel(
        'Conv2D',
        { x: tf.transpose(framed, [3, 1, 2, 0]), filter: tf.transpose(dy, [1, 2, 0, 3]) },
        {
          strides: [info.dilationHeight, info.dilationWidth],
          dilations: [info.strideHeight, info.strideWidth],
          pad: 'valid',
          dataFormat: 'NHWC',
        },
      ) as tf.Tensor4D;
      return tf.transpose(product, [1, 2, 0, 3]);
    });
  });
}

/** The geometry of a convolution from a kernel's attributes. */
export function convolutionInfo(
  input: [number, number, number, number],
  filter: [number, number, number, number],
  attrs: Readonly<Record<string, unknown>>,
  depthwise = false,
) {
  const info = tf.backend_util.computeConv2DInfo(
    input,
    filter,
    attrs.strides as [number, number],
    (attrs.dilations as [number, number] | undefined) ?? 1,
    attrs.pad as 'same' | 'valid' | number,
    attrs.dimRoundingMode as 'floor' | 'round' | 'ceil' | undefined,
    depthwise,
    tf.backend_util.convertConv2DDataFormat((attrs.dataFormat as 'NHWC' | undefined) ?? 'NHWC'),
  );
  return { info };
}

/** `x` shifted by `top` and `left` into a frame of the given size: padded with zeros or cut. */
export function frame(x: tf.Tensor4D, top: number, left: number, height: number, width: number): tf.Tensor4D {
  const bottom = Math.max(0, height - top - x.shape[1]);
  const right = Math.max(0, width - left - x.shape[2]);
  const padded =
    top || left || bottom || right
      ? tf.pad4d(x, [
          [0, 0],
          [top, bottom],
          [left, right],
          [0, 0],
        ])
      : x;
  if (padded.shape[1] === height && padded.shape[2] === width) return padded;
  return tf.slice4d(padded, [0, 0, 0, 0], [x.shape[0], height, width, x.shape[3]]);
}
