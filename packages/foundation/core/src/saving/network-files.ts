import { formatShape, ModelFormatError, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import type { Files } from '../stores/store.js';
import { fileOf, jsonBytes, readJson } from './json-files.js';
import { packTensors, type TensorEntry, unpackTensors } from './tensor-files.js';

interface ModelJson {
  readonly format: string;
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly TensorEntry[];
  }[];
}

/** A network as the files of a tfjs Layers model, which `tf.loadLayersModel` opens: `role/model.json`, `role/weights.bin`. */
export async function networkFiles(role: string, network: tf.LayersModel): Promise<[string, Uint8Array][]> {
  const { entries, bytes } = await packTensors(namedWeights(network));
  const model: ModelJson = {
    format: 'layers-model',
    modelTopology: network.toJSON(undefined, false) as object,
    weightsManifest: [{ paths: ['weights.bin'], weights: entries }],
  };
  return [
    [`${role}/model.json`, jsonBytes(model)],
    [`${role}/weights.bin`, bytes],
  ];
}

/**
 * The network of a role, built from its files alone.
 *
 * @throws {ModelFormatError} when tfjs cannot make a network of them.
 */
export async function networkFromFiles(files: Files, role: string, place: string): Promise<tf.LayersModel> {
  const model = readJson<ModelJson>(files, `${role}/model.json`, place);
  const weights = fileOf(files, `${role}/weights.bin`, place);
  const entries = weightEntries(model, role, place);
  try {
    return await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology: model.modelTopology,
        weightSpecs: entries as tf.io.WeightsManifestEntry[],
        weightData: weights.slice().buffer,
      }),
    );
  } catch (error) {
    throw new ModelFormatError(
      `the network '${role}' in ${place} cannot be built: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/**
 * Puts the weights of a role's files into a network of the same architecture.
 *
 * @throws {ModelFormatError} when a weight is missing, cut short or of another shape.
 */
export function loadWeights(files: Files, role: string, network: tf.LayersModel, place: string): void {
  const model = readJson<ModelJson>(files, `${role}/model.json`, place);
  const entries = weightEntries(model, role, place);
  const bytes = fileOf(files, `${role}/weights.bin`, place);
  const saved = unpackTensors(`${role}/weights.bin`, entries, bytes);
  try {
    network.setWeights(matched(saved, network, role, place));
  } finally {
    tf.dispose([...saved.values()]);
  }
}

/** The saved tensor of each weight: by name, or by position where tfjs has numbered its layers otherwise. */
function matched(
  saved: ReadonlyMap<string, tf.Tensor>,
  network: tf.LayersModel,
  role: string,
  place: string,
): tf.Tensor[] {
  const inOrder = [...saved.values()];
  const byName = network.weights.every(({ originalName }) => saved.has(originalName));
  if (inOrder.length !== network.weights.length) {
    throw new ModelFormatError(
      `'${role}/weights.bin' in ${place} has ${inOrder.length} weights, the network needs ${network.weights.length}`,
    );
  }
  return network.weights.map(({ originalName, shape }, index) => {
    const value = byName ? saved.get(originalName)! : inOrder[index]!;
    if (!tf.util.arraysEqual(value.shape, shape as number[])) {
      throw new ModelFormatError(
        `weight '${originalName}' of '${role}' has shape ${formatShape(value.shape)} in ${place}, the network needs ${formatShape(shape)}`,
      );
    }
    return value;
  });
}

function weightEntries(model: ModelJson, role: string, place: string): readonly TensorEntry[] {
  const entries = model.weightsManifest?.[0]?.weights;
  if (!entries || !model.modelTopology) {
    throw new ModelFormatError(`'${role}/model.json' in ${place} is not a tfjs Layers model`);
  }
  return entries;
}

/**
 * Every weight, trainable or not, by the name that tfjs saves it under.
 *
 * @throws {OptionError} when two have the same: neither tfjs nor `load` could tell them apart.
 */
function namedWeights(network: tf.LayersModel): Map<string, tf.Tensor> {
  const named = new Map<string, tf.Tensor>();
  for (const weight of network.weights) {
    if (named.has(weight.originalName)) {
      throw new OptionError(
        `the network '${network.name}' has two weights '${weight.originalName}': give its layers different names`,
      );
    }
    named.set(weight.originalName, weight.read());
  }
  return named;
}
