export {
  type AdversarialSettings,
  adversarialOptions,
  gradientPenaltyNames,
} from './adversarial-options.js';
export { type Adversary, type AdversaryOptions, adversary, type Shown } from './adversary.js';
export { type Collapse, type CollapseOptions, collapseWarning } from './collapse-warning.js';
export { type DiscriminatorShape, discriminatorNetwork } from './discriminator-network.js';
export { relativeDiversity } from './diversity.js';
export type { Game } from './excess-loss.js';
export { type InstanceNoiseSettings, withInstanceNoise } from './instance-noise.js';
