import * as tf from '@tensorflow/tfjs';
import { overrideKernel } from '../override-kernel.js';
import { convolutionInfo, frame } from './convolution-filter.js';

type Shape4D = [number, number, number, number];

/** The two gradients of a depthwise convolution, summed over the filter's taps. */
export function registerDepthwiseGradients(): void {
  overrideKernel('DepthwiseConv2dNativeBackpropFilter', () => ({ inputs, attrs }) => {
    const x = inputs.x as tf.Tensor4D;
    const shape = attrs.filterShape as Shape4D;
    return filterGradient(
      x,
      inputs.dy as tf.Tensor4D,
      shape,
      convolutionInfo(x.shape, shape, attrs, true).info,
    );
  });
  overrideKernel('DepthwiseConv2dNativeBackpropInput', () => ({ inputs, attrs }) => {
    const filter = inputs.filter as tf.Tensor4D;
    const shape = attrs.inputShape as Shape4D;
    const { info } = convolutionInfo(shape, filter.shape, attrs, true);
    return inputGradient(inputs.dy as tf.Tensor4D, filter, shape, info);
  });
}

type Geometry = ReturnType<typeof convolutionInfo>['info'];

function filterGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  [rows, columns, channels, multiplier]: Shape4D,
  info: Geometry,
) {
  return tf.tidy(() => {
    const framed = frame(x, info.padInfo.top, info.padInfo.left, ...framedSize(info));
    const gradient = tf.reshape(dy, [...dy.shape.slice(0, 3), channels, multiplier]);
    const taps = eachTap(rows, columns, (row, column) => {
      const seen = tf.stridedSlice(
        framed,
        [0, row * info.dilationHeight, column * info.dilationWidth, 0],
        [
          framed.shape[0],
          row * info.dilationHeight + reach(info).height,
          column * info.dilationWidth + reach(info).width,
          channels,
        ],
        [1, info.strideHeight, info.strideWidth, 1],
      );
      return tf.sum(tf.mul(tf.expandDims(seen, 4), gradient), [0, 1, 2]);
    });
    return tf.reshape(tf.stack(taps), [rows, columns, channels, multiplier]);
  });
}

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, input: Shape4D, info: Geometry) {
  const [rows, columns, channels, multiplier] = filter.shape;
  return tf.tidy(() => {
    const spread = spreadOut(dy, info.strideHeight, info.strideWidth);
    const [height, width] = framedSize(info);
    const taps = eachTap(rows, columns, (row, column) => {
      const tap = tf.reshape(tf.slice4d(filter, [row, column, 0, 0], [1, 1, channels, multiplier]), [
        channels * multiplier,
      ]);
      const weighted = tf.mul(spread, tap);
      const summed =
        multiplier === 1
          ? weighted
          : tf.sum(tf.reshape(weighted, [...spread.shape.slice(0, 3), channels, multiplier]), 4);
      return frame(
        summed as tf.Tensor4D,
        row * info.dilationHeight,
        column * info.dilationWidth,
        height,
        width,
      );
    });
    const { top, left } = info.padInfo;
    const whole = frame(
      tf.addN(taps) as tf.Tensor4D,
      0,
      0,
      Math.max(height, top + input[1]),
      Math.max(width, left + input[2]),
    );
    return tf.slice4d(whole, [0, top, left, 0], input);
  });
}

/** How far the strided positions of one tap reach. */
function reach(info: Geometry) {
  return {
    height: (info.outHeight - 1) * info.strideHeight + 1,
    width: (info.outWidth - 1) * info.strideWidth + 1,
  };
}

/** The padded input that the taps together touch. */
function framedSize(info: Geometry): [number, number] {
  const { height, width } = reach(info);
  return [
    height + (info.filterHeight - 1) * info.dilationHeight,
    width + (info.filterWidth - 1) * info.dilationWidth,
  ];
}

/** Puts `stride - 1` zeros between neighbours, and none after the last. */
function spreadOut(x: tf.Tensor4D, strideHeight: number, strideWidth: number): tf.Tensor4D {
  if (strideHeight === 1 && strideWidth === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const padded = tf.pad(tf.reshape(x, [batch, height, 1, width, 1, channels]), [
    [0, 0],
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
  const flat = tf.reshape(padded, [
    batch,
    height * strideHeight,
    width * strideWidth,
    channels,
  ]) as tf.Tensor4D;
  return tf.slice4d(
    flat,
    [0, 0, 0, 0],
    [batch, (height - 1) * strideHeight + 1, (width - 1) * strideWidth + 1, channels],
  );
}

function eachTap(
  rows: number,
  columns: number,
  make: (row: number, column: number) => tf.Tensor,
): tf.Tensor[] {
  return Array.from({ length: rows * columns }, (_, tap) => make(Math.floor(tap / columns), tap % columns));
}
