export { type ActivationName, activationNames } from './check-network.js';
export {
  type ConvDecoderOptions,
  type ConvEncoderOptions,
  type ConvOptions,
  convDecoder,
  convEncoder,
} from './convolutional.js';
export {
  type Corruption,
  gaussianCorruption,
  maskingCorruption,
  saltAndPepperCorruption,
} from './corruption.js';
export {
  type DenseDecoderOptions,
  type DenseEncoderOptions,
  type DenseOptions,
  denseDecoder,
  denseEncoder,
} from './dense.js';
export { Dropout, type DropoutOptions, reparameterize, Sampling } from './random-layers.js';
export { registerLayers } from './register-layers.js';
export { TiedDense, type TiedDenseOptions, tie } from './tied-dense.js';
