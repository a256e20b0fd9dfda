export { describeBackend, useBackend } from '@autoencoders/backend';
export type { Rows } from '@autoencoders/data';
export type {
  Application,
  Autoencoder,
  Domain,
  Json,
  LossTerms,
  Phase,
  StepContext,
  Trainable,
  View,
} from './autoencoder.js';
export { decode, encode, encodeBatches, reconstruct, reconstructBatches } from './batched.js';
export { type CheckpointOptions, checkpoint } from './callbacks/checkpoint.js';
export { type EarlyStoppingOptions, earlyStopping } from './callbacks/early-stopping.js';
export { type WeightAverageOptions, weightAverage } from './callbacks/weight-average.js';
export { checkOwnNetwork } from './check-own-network.js';
export {
  type CheckpointSource,
  type CheckpointStore,
  memoryCheckpoints,
} from './checkpoints/checkpoint-store.js';
export { indexedDbCheckpoints } from './checkpoints/indexed-db-checkpoints.js';
export {
  type AnyVariantFactory,
  defineVariant,
  type NetworkSlots,
  type Networks,
  type VariantAutoencoder,
  type VariantDefinition,
  type VariantFactory,
  type VariantModel,
} from './define-variant.js';
export { type BatchedOptions, evaluate } from './evaluate.js';
export { type AdamOptions, adam } from './optimizers/adam.js';
export type { GradientClipping } from './optimizers/clip-gradients.js';
export type { Optimizer, OptimizerFactory } from './optimizers/optimizer.js';
export { type RmsPropOptions, rmsProp } from './optimizers/rms-prop.js';
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  type Schedule,
  stepDecay,
  warmUp,
} from './optimizers/schedules.js';
export { type SgdOptions, sgd } from './optimizers/sgd.js';
export { parseOptions } from './parse-options.js';
export { checkStateShape } from './saving/check-state-shape.js';
export { jsonBytes, readJson } from './saving/json-files.js';
export { load } from './saving/load.js';
export { type ApplicationParts, loadApplication, restoreApplication } from './saving/load-application.js';
export { type Manifest, readManifest } from './saving/manifest.js';
export { filesInto, storeBelow } from './saving/nested-files.js';
export { type ApplicationManifests, readApplicationManifest } from './saving/read-application-manifest.js';
export { type SaveOptions, save } from './saving/save.js';
export { assignState } from './saving/state-files.js';
export { downloadStore } from './stores/download-store.js';
export { indexedDbStore } from './stores/indexed-db-store.js';
export { memoryStore } from './stores/memory-store.js';
export type { Files, ModelStore, StoredFiles } from './stores/store.js';
export type { Callback, PersistentState, Progress, SavedState, TrainingRun } from './training/callback.js';
export { fit } from './training/fit.js';
export type { FitOptions } from './training/fit-options.js';
export type { EpochRecord, History } from './training/history.js';
export { historyCsv } from './training/history-csv.js';
export { variablesOf } from './variables-of.js';
