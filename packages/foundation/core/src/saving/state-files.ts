import { formatShape, ModelFormatError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Files } from '../stores/store.js';
import { fileOf, jsonBytes, readJson } from './json-files.js';
import { packTensors, type TensorEntry, unpackTensors } from './tensor-files.js';

type State = Readonly<Record<string, tf.Variable>>;

const jsonFile = 'state.json';
const tensorFile = 'state.bin';

/** A model's state as files; none where it has none. */
export async function stateFiles(state: State = {}): Promise<[string, Uint8Array][]> {
  if (Object.keys(state).length === 0) return [];
  const { entries, bytes } = await packTensors(new Map(Object.entries(state)));
  return [
    [jsonFile, jsonBytes({ tensors: entries })],
    [tensorFile, bytes],
  ];
}

/**
 * The state that was saved, none where there was none; the caller disposes the tensors.
 *
 * @throws {ModelFormatError} when it is cut short.
 */
export function stateTensors(files: Files, place: string): Map<string, tf.Tensor> {
  if (!files.has(jsonFile)) return new Map();
  const { tensors } = readJson<{ readonly tensors: readonly TensorEntry[] }>(files, jsonFile, place);
  return unpackTensors(tensorFile, tensors, fileOf(files, tensorFile, place));
}

/**
 * Puts what was saved into a model's state.
 *
 * @throws {ModelFormatError} when something is missing, cut short or of another shape.
 */
export function loadState(files: Files, state: State | undefined, place: string): void {
  if (!state || Object.keys(state).length === 0) return;
  const saved = stateTensors(files, place);
  try {
    assignState(state, saved, place);
  } finally {
    tf.dispose([...saved.values()]);
  }
}

/**
 * Assigns saved tensors to the variables of their names; the tensors stay the caller's.
 *
 * @param place where they were saved, for messages
 * @throws {ModelFormatError} when one is missing or of another shape.
 */
export function assignState(state: State, saved: ReadonlyMap<string, tf.Tensor>, place: string): void {
  for (const [name, variable] of Object.entries(state)) {
    const found = saved.get(name);
    if (!found || !tf.util.arraysEqual(found.shape, variable.shape)) {
      throw new ModelFormatError(
        `the state '${name}' has shape ${found ? formatShape(found.shape) : 'none'} in ${place}, the model needs ${formatShape(variable.shape)}: save it again`,
      );
    }
    variable.assign(found);
  }
}
