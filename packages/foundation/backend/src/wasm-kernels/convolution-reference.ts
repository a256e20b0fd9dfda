import type { ReferenceSums } from './fused-reference.js';

/** Padding as tfjs takes it: `[top, bottom], [left, right]` where it is explicit. */
export type Padding = 'same' | 'valid' | number | readonly [number, number, number, number];

/** A convolution of images `[images, height, width, channels]`; pairs are of height and width. */
export interface Convolution {
  readonly images: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly taps: readonly [number, number];
  /** Channels of the output; of a depthwise one, filters of each channel. */
  readonly outputs: number;
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: Padding;
  readonly depthwise: boolean;
}

/** The shapes of input, filter and output, and the padding before the first pixel. */
export function geometryOf(convolution: Convolution) {
  const { images, size, channels, taps, outputs, depthwise } = convolution;
  const sides = [0, 1].map((side) => sideOf(convolution, side as 0 | 1));
  const shape = (...lengths: number[]) => lengths as [number, number, number, number];
  return {
    x: shape(images, ...size, channels),
    filter: shape(...taps, channels, outputs),
    y: shape(images, sides[0]!.output, sides[1]!.output, depthwise ? channels * outputs : outputs),
    before: sides.map(({ before }) => before) as [number, number],
  };
}

function sideOf({ size, taps, strides, dilations, padding }: Convolution, side: 0 | 1) {
  const stride = strides[side];
  const reach = (taps[side] - 1) * dilations[side] + 1;
  if (padding === 'same') {
    const output = Math.ceil(size[side] / stride);
    return { output, before: Math.floor(Math.max((output - 1) * stride + reach - size[side], 0) / 2) };
  }
  if (typeof padding === 'number') {
    // Of a filter or strides that are not square, tfjs takes the height for the width too.
    const height = (taps[0] - 1) * dilations[0] + 1;
    const output = Math.floor((size[side] + 2 * padding - height) / strides[0]) + 1;
    return { output: Math.max(0, output), before: padding };
  }
  const [before, after] = padding === 'valid' ? [0, 0] : [padding[2 * side]!, padding[2 * side + 1]!];
  return { output: Math.max(0, Math.floor((size[side] + before + after - reach) / stride) + 1), before };
}

/** Goes through every product of a convolution: where its input, its weight and its output are. */
function eachProduct(
  convolution: Convolution,
  visit: (x: number, weight: number, output: number) => void,
): void {
  const { size, channels, taps, outputs, strides, dilations, depthwise } = convolution;
  const { y, before } = geometryOf(convolution);
  for (let position = 0; position < y[0] * y[1] * y[2]; position++) {
    const n = Math.floor(position / (y[1] * y[2]));
    const row = Math.floor(position / y[2]) % y[1];
    const column = position % y[2];
    for (let tap = 0; tap < taps[0] * taps[1]; tap++) {
      const v = row * strides[0] - before[0] + Math.floor(tap / taps[1]) * dilations[0];
      const u = column * strides[1] - before[1] + (tap % taps[1]) * dilations[1];
      if (v < 0 || v >= size[0] || u < 0 || u >= size[1]) continue;
      for (let c = 0; c < channels; c++) {
        const x = ((n * size[0] + v) * size[1] + u) * channels + c;
        for (let o = 0; o < outputs; o++) {
          const out = position * y[3] + (depthwise ? c * outputs + o : o);
          visit(x, (tap * channels + c) * outputs + o, out);
        }
      }
    }
  }
}

function summed(size: number, work: (add: (at: number, part: number) => void) => void): ReferenceSums {
  const sums = { values: new Float64Array(size), sizes: new Float64Array(size) };
  work((at, part) => {
    sums.values[at]! += part;
    sums.sizes[at]! += Math.abs(part);
  });
  return sums;
}

/** Numbers of a tensor, row by row. */
export type Values = Float32Array | Float64Array;

/** The convolution in double precision. */
export function convolve(convolution: Convolution, x: Values, filter: Values): ReferenceSums {
  return summed(product(geometryOf(convolution).y), (add) =>
    eachProduct(convolution, (i, w, o) => add(o, x[i]! * filter[w]!)),
  );
}

/** The gradient of `Σ dy · convolve(x, filter)` with respect to the filter, in double precision. */
export function filterGradient(convolution: Convolution, x: Values, dy: Values): ReferenceSums {
  return summed(product(geometryOf(convolution).filter), (add) =>
    eachProduct(convolution, (i, w, o) => add(w, x[i]! * dy[o]!)),
  );
}

/** The gradient of `Σ dy · convolve(x, filter)` with respect to the input, in double precision. */
export function inputGradient(convolution: Convolution, filter: Values, dy: Values): ReferenceSums {
  return summed(product(geometryOf(convolution).x), (add) =>
    eachProduct(convolution, (i, w, o) => add(i, filter[w]! * dy[o]!)),
  );
}

/** The number of values of a shape. */
export function product(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
