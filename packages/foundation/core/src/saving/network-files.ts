import { ModelFormatError } from '@autoencoders/errors';
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

/** The network of a role, built from its files alone. */
export async function networkFromFiles(files: Files, role: string, place: string): Promise<tf.LayersModel> {
  const model = readJson<ModelJson>(files, `${role}/model.json`, place);
  const weights = fileOf(files, `${role}/weights.bin`, place);
  unpackedSizes(model, role, place);
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: model.modelTopology,
      weightSpecs: model.weightsManifest[0]!.weights as tf.io.WeightsManifestEntry[],
      weightData: weights.slice().buffer,
    }),
  );
}

/**
 * Puts the weights of a role's files into a network of the same architecture.
 *
 * @throws {ModelFormatError} when a weight is missing, cut short or of another shape.
 */
export function loadWeights(files: Files, role: string, network: tf.LayersModel, place: string): void {
  const model = readJson<ModelJson>(files, `${role}/model.json`, place);
  const entries = unpackedSizes(model, role, place);
  const bytes = fileOf(files, `${role}/weights.bin`, place);
  const saved = unpackTensors(`${role}/weights.bin`, entries, bytes);
  try {
    const values = [...namedWeights(network)].map(([name, weight]) => {
      const value = saved.get(name);
      if (!value || !tf.util.arraysEqual(value.shape, weight.shape)) {
        throw new ModelFormatError(
          `weight '${name}' of '${role}' has shape [${value?.shape ?? 'none'}] in ${place}, the network needs [${weight.shape}]`,
        );
      }
      return value;
    });
    network.setWeights(values);
  } finally {
    tf.dispose([...saved.values()]);
  }
}

function unpackedSizes(model: ModelJson, role: string, place: string): readonly TensorEntry[] {
  const entries = model.weightsManifest?.[0]?.weights;
  if (!entries || !model.modelTopology) {
    throw new ModelFormatError(`'${role}/model.json' in ${place} is not a tfjs Layers model`);
  }
  return entries;
}

/** Every weight, trainable or not, by the name that tfjs saves it under, in the order of `getWeights`. */
function namedWeights(network: tf.LayersModel): Map<string, tf.Tensor> {
  return new Map(network.weights.map((weight) => [weight.originalName, weight.read()]));
}
