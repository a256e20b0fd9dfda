import * as tf from '@tensorflow/tfjs';

/**
 * Gradients of gradient kernels that tfjs lacks, so that a penalty on a gradient can be trained through these
 * layers. Each of the kernels is linear in `dy`; its adjoint is the forward operation.
 */
export function registerAdjoints(): void {
  register('AvgPoolGrad', ['dy', 'input'], ([, input], upstream, attrs) => ({
    dy: () => run('AvgPool', { x: upstream }, attrs),
    input: () => tf.zerosLike(input!),
  }));
  register('Conv2DBackpropFilter', ['x', 'dy'], ([x, dy], upstream, attrs) => ({
    x: () => run('Conv2DBackpropInput', { dy: dy!, filter: upstream }, { ...attrs, inputShape: x!.shape }),
    dy: () => run('Conv2D', { x: x!, filter: upstream }, { ...attrs, dilations: 1 }),
  }));
  register('DepthwiseConv2dNativeBackpropFilter', ['x', 'dy'], ([x, dy], upstream, attrs) => ({
    x: () =>
      run(
        'DepthwiseConv2dNativeBackpropInput',
        { dy: dy!, filter: upstream },
        { ...attrs, inputShape: x!.shape },
      ),
    dy: () => run('DepthwiseConv2dNative', { x: x!, filter: upstream }, attrs),
  }));
  register('DepthwiseConv2dNativeBackpropInput', ['dy', 'filter'], ([dy, filter], upstream, attrs) => ({
    dy: () => run('DepthwiseConv2dNative', { x: upstream, filter: filter! }, attrs),
    filter: () =>
      run(
        'DepthwiseConv2dNativeBackpropFilter',
        { x: upstream, dy: dy! },
        { ...attrs, filterShape: filter!.shape },
      ),
  }));
}

type Attributes = Readonly<Record<string, unknown>>;

function register(
  kernelName: string,
  inputs: string[],
  gradients: (
    saved: readonly tf.Tensor[],
    upstream: tf.Tensor,
    attrs: Attributes,
  ) => Record<string, () => tf.Tensor>,
): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: inputs,
    gradFunc: (dy, saved, attrs) => gradients(saved, dy as tf.Tensor, attrs),
  });
}

function run(kernelName: string, inputs: Record<string, tf.Tensor>, attrs: Attributes): tf.Tensor {
  return tf.engine().runKernel(kernelName, inputs, attrs as unknown as tf.NamedAttrMap);
}
