import { formatShape, ModelFormatError, NumericalError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Json, Trainable } from '../autoencoder.js';
import { stateFile } from '../checkpoints/is-whole.js';
import { jsonBytes, readJson } from '../saving/json-files.js';
import { checkFiles, fileRecords, type Manifest } from '../saving/manifest.js';
import { floatValues, packTensors, type TensorEntry, unpackTensors } from '../saving/tensor-files.js';
import type { Files } from '../stores/store.js';
import { allWeights } from './all-weights.js';
import type { Callback, PersistentState, SavedState } from './callback.js';
import type { EpochRecord } from './history.js';
import { checkIdentity, type RunIdentity } from './run-identity.js';
import type { TermSums } from './term-log.js';
import type { TrainedPhase } from './train-phase.js';

/** Where a training is. */
export interface Position {
  /** Steps taken in all. */
  readonly step: number;
  /** Epochs finished. */
  readonly epoch: number;
  /** Batches done in the epoch under way. */
  readonly batch: number;
  /** Sums of its terms so far. */
  readonly sums: TermSums;
  /** Epochs so far. */
  readonly epochs: readonly EpochRecord[];
  /** Seconds so far, and of the epoch under way. */
  readonly seconds: number;
  readonly epochSeconds: number;
  /** True when a callback ended it. */
  readonly ended: boolean;
}

interface StateJson {
  readonly format: 'training-state';
  readonly version: 1;
  readonly identity: RunIdentity;
  readonly position: Position;
  readonly optimizerSteps: Readonly<Record<string, number>>;
  readonly tensors: readonly TensorEntry[];
  readonly callbacks: Readonly<Record<string, Json>>;
  readonly files: Manifest['files'];
}

const tensorFile = 'tensors.bin';

/**
 * Everything that an exact continuation needs, as files.
 *
 * @throws {NumericalError} when a weight or moment is not finite: nothing good can go on from it.
 */
export async function stateFiles(
  model: Trainable,
  phases: readonly TrainedPhase[],
  callbacks: readonly Callback[],
  identity: RunIdentity,
  position: Position,
): Promise<Files> {
  const { entries, bytes } = await packTensors(stateTensors(model, phases));
  checkFinite(entries, bytes, position.step);
  const saved = await Promise.all(
    callbacks.flatMap(({ persistent }) => (persistent ? [savedBy(persistent)] : [])),
  );
  const files = new Map([
    [tensorFile, bytes],
    ...saved.flatMap(([name, { files = new Map() }]) =>
      [...files].map(([path, content]) => [`callbacks/${name}/${path}`, content] as [string, Uint8Array]),
    ),
  ]);
  const state: StateJson = {
    format: 'training-state',
    version: 1,
    identity,
    position,
    optimizerSteps: Object.fromEntries(phases.map(({ phase, optimizer }) => [phase.name, optimizer.steps])),
    tensors: entries,
    callbacks: Object.fromEntries(saved.map(([name, { json }]) => [name, json])),
    files: fileRecords(files),
  };
  return new Map([[stateFile, jsonBytes(state)], ...files]);
}

/**
 * Puts a training where its files say, and returns its position.
 *
 * @throws {ModelFormatError} when a file is damaged, or the files are of another run: the message names what
 * differs.
 */
export function restoreState(
  files: Files,
  model: Trainable,
  phases: readonly TrainedPhase[],
  callbacks: readonly Callback[],
  identity: RunIdentity,
  place: string,
): Position {
  const state = readJson<StateJson>(files, stateFile, place);
  if (state.format !== 'training-state' || state.version !== 1) {
    throw new ModelFormatError(`'${stateFile}' in ${place} is not a checkpoint that this release reads`);
  }
  checkFiles(files, state.files, place);
  checkIdentity(state.identity, identity, place);
  const saved = unpackTensors(tensorFile, state.tensors, files.get(tensorFile)!);
  try {
    const weights = allWeights(model);
    for (const [name, { shape }] of weights) {
      const found = saved.get(name)?.shape;
      if (found && tf.util.arraysEqual(found, shape)) continue;
      throw new ModelFormatError(
        `'${name}' has shape ${found ? formatShape(found) : 'none'} in ${place}, the model needs ${formatShape(shape)}: resume with the same networks`,
      );
    }
    for (const [name, variable] of weights) variable.assign(saved.get(name)!);
    for (const { phase, optimizer } of phases) {
      const prefix = `optimizers/${phase.name}/`;
      const slots = [...saved].filter(([name]) => name.startsWith(prefix));
      const moments = new Map(slots.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
      optimizer.restore(state.optimizerSteps[phase.name]!, moments);
    }
  } finally {
    tf.dispose([...saved.values()]);
  }
  for (const { persistent } of callbacks) {
    if (!persistent || state.callbacks[persistent.name] === undefined) continue;
    persistent.restore(state.callbacks[persistent.name]!, filesUnder(files, `callbacks/${persistent.name}/`));
  }
  return state.position;
}

async function savedBy(persistent: PersistentState): Promise<[name: string, saved: SavedState]> {
  return [persistent.name, await persistent.save()];
}

function checkFinite(entries: readonly TensorEntry[], bytes: Uint8Array, step: number): void {
  for (const [name, values] of floatValues(entries, bytes)) {
    if (values.every(Number.isFinite)) continue;
    throw new NumericalError(
      `'${name}' is not finite after step ${step}: lower the learning rate, clip gradients, or look at the data`,
    );
  }
}

function stateTensors(model: Trainable, phases: readonly TrainedPhase[]): Map<string, tf.Tensor> {
  const moments = phases.flatMap(({ phase, optimizer }) =>
    [...optimizer.state()].map(([name, tensor]) => [`optimizers/${phase.name}/${name}`, tensor] as const),
  );
  return new Map<string, tf.Tensor>([...allWeights(model), ...moments]);
}

function filesUnder(files: Files, prefix: string): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), bytes]] : [],
    ),
  );
}
