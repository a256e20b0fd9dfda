import { ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Autoencoder, Json } from '../autoencoder.js';
import { stateFile } from '../checkpoints/is-whole.js';
import { jsonBytes, readJson } from '../saving/json-files.js';
import { checkFiles, fileRecords, type Manifest } from '../saving/manifest.js';
import { packTensors, type TensorEntry, unpackTensors } from '../saving/tensor-files.js';
import type { Files } from '../stores/store.js';
import type { Callback } from './callback.js';
import type { EpochRecord } from './history.js';
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

/** What must be the same for a run to continue another. */
export type RunIdentity = { readonly [name: string]: Json };

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

/** Everything that an exact continuation needs, as files. */
export async function stateFiles(
  model: Autoencoder,
  phases: readonly TrainedPhase[],
  callbacks: readonly Callback[],
  identity: RunIdentity,
  position: Position,
): Promise<Files> {
  const { entries, bytes } = await packTensors(stateTensors(model, phases));
  const saved = callbacks.flatMap(({ persistent }) =>
    persistent ? [[persistent.name, persistent.save()] as const] : [],
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
  model: Autoencoder,
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
    for (const [name, variable] of weightsOf(model)) variable.assign(saved.get(name)!);
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

/** Every weight of the networks by name, trainable or not. */
export function weightsOf(model: Autoencoder): Map<string, tf.Variable> {
  return new Map(
    Object.entries(model.networks).flatMap(([role, network]) =>
      network.weights.map(
        (weight, index) => [`weights/${role}/${index}`, weight.read() as tf.Variable] as const,
      ),
    ),
  );
}

function stateTensors(model: Autoencoder, phases: readonly TrainedPhase[]): Map<string, tf.Tensor> {
  const moments = phases.flatMap(({ phase, optimizer }) =>
    [...optimizer.state()].map(([name, tensor]) => [`optimizers/${phase.name}/${name}`, tensor] as const),
  );
  return new Map<string, tf.Tensor>([...weightsOf(model), ...moments]);
}

function checkIdentity(saved: RunIdentity, current: RunIdentity, place: string): void {
  for (const name of new Set([...Object.keys(saved), ...Object.keys(current)])) {
    const [before, now] = [JSON.stringify(saved[name]), JSON.stringify(current[name])];
    if (before !== now) {
      throw new ModelFormatError(
        `the checkpoint in ${place} was made with ${name} ${before}, this run has ${now}: resume with the same, or start anew`,
      );
    }
  }
}

function filesUnder(files: Files, prefix: string): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), bytes]] : [],
    ),
  );
}
