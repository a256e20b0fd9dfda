/**
 * Names of kernels that are this package's own. Whoever can use one asks `tf.getKernel(name, tf.getBackend())`, and
 * composes it of operations where there is none.
 */
export const ownKernels = {
  /** `{ labels, logits }`, to `softplus(logits) - labels · logits` of each value. */
  crossEntropy: 'AutoencodersSigmoidCrossEntropy',
  /** `{ labels, logits, dy }`, to `(sigmoid(logits) - labels) · dy`. */
  crossEntropyGradient: 'AutoencodersSigmoidCrossEntropyGradient',
  /** `{ x, dy }`, to `dy` where `x > 0`, else 0. */
  reluGradient: 'AutoencodersReluGradient',
  /** `{ mean, logVariance }`, to `½ (mean² + exp(logVariance) - 1 - logVariance)` of each value. */
  gaussianKl: 'AutoencodersGaussianKl',
  /** `{ logVariance, dy }`, to `½ (exp(logVariance) - 1) · dy`. */
  gaussianKlGradient: 'AutoencodersGaussianKlGradient',
} as const;

/** Names of layers with their activation in one kernel, likewise this package's own. */
export const layerKernels = {
  /** `{ x [batch, inputs], kernel, bias }`, to `relu(x kernel + bias)`. */
  denseRelu: 'AutoencodersDenseRelu',
  /** `{ x, filter, bias }` and the attributes of `Conv2D`, to `relu(conv(x, filter) + bias)`. */
  convolutionRelu: 'AutoencodersConvolutionRelu',
  /** `{ x [..., channels], bias [channels] }`, to `relu(x + bias)`. */
  biasRelu: 'AutoencodersBiasRelu',
} as const;
