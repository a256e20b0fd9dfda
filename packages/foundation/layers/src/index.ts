export { Centring, type CentringOptions } from './centring.js';
export {
  type ActivationName,
  activationNames,
  type HiddenActivationName,
  hiddenActivationNames,
} from './check-network.js';
export { type ConvDecoderOptions, convDecoder } from './conv-decoder.js';
export { type ConvEncoderOptions, convEncoder } from './conv-encoder.js';
export {
  type ConvMapDecoderOptions,
  type ConvMapEncoderOptions,
  convMapDecoder,
  convMapEncoder,
} from './conv-map.js';
export type { ConvOptions } from './convolution.js';
export { type Corruption, type CorruptionFunction, corrupt } from './corruption.js';
export {
  type CorruptionName,
  type CorruptionSettings,
  corruptionNames,
  corruptionSettings,
  dropoutCorruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
} from './corruption-settings.js';
export {
  type DenseDecoderOptions,
  type DenseEncoderOptions,
  type DenseOptions,
  denseDecoder,
  denseEncoder,
} from './dense.js';
export { type DiscriminatorOptions, discriminator } from './discriminator.js';
export { type FeatureTaps, type FeatureTapsOptions, featureTaps } from './feature-taps.js';
export { GatedActivation } from './gated-activation.js';
export { type InitializerName, initializerNames } from './initializers.js';
export { jumpRelu, jumpReluL0 } from './jump-relu.js';
export { JumpRelu, type JumpReluOptions } from './jump-relu-layer.js';
export {
  MaskedConvolution,
  type MaskedConvolutionOptions,
  maskedDirections,
  maskTypes,
} from './masked-convolution.js';
export { MinibatchStandardDeviation } from './minibatch-standard-deviation.js';
export { type PixelCnnOptions, pixelCnn } from './pixel-cnn.js';
export { Dropout, type DropoutOptions, reparameterize, Sampling } from './random-layers.js';
export { registerLayers } from './register-layers.js';
export { SpectralConvolution, type SpectralConvolutionOptions } from './spectral-convolution.js';
export { SpectralDense, type SpectralDenseOptions } from './spectral-dense.js';
export { TiedDense, type TiedDenseOptions, tie } from './tied-dense.js';
export { TopK, type TopKChoice, type TopKOptions, topK } from './top-k.js';
