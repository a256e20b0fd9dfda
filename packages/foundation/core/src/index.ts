export type { Autoencoder, Domain, Json, LossTerms, Phase, StepContext } from './autoencoder.js';
export {
  defineVariant,
  type NetworkSlots,
  type Networks,
  type VariantAutoencoder,
  type VariantDefinition,
  type VariantFactory,
  type VariantModel,
} from './define-variant.js';
export { variablesOf } from './variables-of.js';
