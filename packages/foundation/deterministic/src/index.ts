export { type CorruptionChoice, corruptionOf, corruptionOption } from './corruption-option.js';
export { deterministicModel, type Slots } from './deterministic-model.js';
export {
  type DeterministicRoles,
  deterministicNetworks,
  deterministicRoles,
} from './deterministic-networks.js';
export { noneOfThese } from './none-of-these.js';
export { type DeterministicSettings, deterministicOptions } from './options.js';
export { penaltiesOption } from './penalties-option.js';
