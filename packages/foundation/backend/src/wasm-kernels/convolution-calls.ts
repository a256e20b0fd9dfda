import { testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { type Convolution, geometryOf, product } from './convolution-reference.js';
import { testSlope } from './fused-reference.js';

/** Input, filter, output gradient and bias of a convolution that a test has drawn. */
export function operands(convolution: Convolution, seed: number) {
  const shapes = geometryOf(convolution);
  return {
    x: testValues(product(shapes.x), -1, 1, seed),
    filter: testValues(product(shapes.filter), -1, 1, seed + 1),
    dy: testValues(product(shapes.y), -1, 1, seed + 2),
    bias: testValues(shapes.y[3], -1, 1, seed + 3),
  };
}

/** The kernels, and their counterparts for depthwise convolutions. */
const kernels = {
  output: ['Conv2D', 'DepthwiseConv2dNative'],
  fused: ['FusedConv2D', 'FusedDepthwiseConv2D'],
  filter: ['Conv2DBackpropFilter', 'DepthwiseConv2dNativeBackpropFilter'],
  input: ['Conv2DBackpropInput', 'DepthwiseConv2dNativeBackpropInput'],
} as const;

/** Calls the kernel itself, for tfjs refuses gradients of dilated convolutions before it comes to one. */
export function runKernel(
  part: 'output' | 'filter' | 'input',
  convolution: Convolution,
  { x, filter, dy }: ReturnType<typeof operands>,
): Float32Array {
  const shapes = geometryOf(convolution);
  const inputs = { x: [x, shapes.x], filter: [filter, shapes.filter], dy: [dy, shapes.y] } as const;
  const attrs = attributes(convolution);
  const name = kernels[part][Number(convolution.depthwise)]!;
  if (part === 'output') return run(name, { x: inputs.x, filter: inputs.filter }, attrs);
  if (part === 'filter') {
    return run(name, { x: inputs.x, dy: inputs.dy }, { ...attrs, filterShape: shapes.filter });
  }
  return run(name, { dy: inputs.dy, filter: inputs.filter }, { ...attrs, inputShape: shapes.x });
}

/** Calls the kernel with an activation, and a bias if there is one. */
export function runFused(
  convolution: Convolution,
  { x, filter, bias }: Pick<ReturnType<typeof operands>, 'x' | 'filter'> & { bias: Float32Array | undefined },
  activation: string,
): Float32Array {
  const shapes = geometryOf(convolution);
  return run(
    kernels.fused[Number(convolution.depthwise)]!,
    { x: [x, shapes.x], filter: [filter, shapes.filter], ...(bias ? { bias: [bias, [bias.length]] } : {}) },
    { ...attributes(convolution), activation, leakyreluAlpha: testSlope },
  );
}

type Operand = readonly [values: Float32Array, shape: readonly number[]];

function run(name: string, inputs: Readonly<Record<string, Operand>>, attrs: object): Float32Array {
  return tf.tidy(() => {
    const tensors = Object.entries(inputs).map(([key, [values, shape]]) => [
      key,
      tf.tensor(values, [...shape]),
    ]);
    const out = tf.engine().runKernel(name, Object.fromEntries(tensors), attrs as tf.NamedAttrMap);
    return (out as tf.Tensor).dataSync<'float32'>();
  });
}

function attributes({ strides, dilations, padding }: Convolution) {
  const explicit = typeof padding === 'object' && {
    pad: [
      [0, 0],
      [padding[0], padding[1]],
      [padding[2], padding[3]],
      [0, 0],
    ],
  };
  return {
    strides: [...strides],
    dilations: [...dilations],
    ...(explicit || { pad: padding }),
    dataFormat: 'NHWC',
  };
}
