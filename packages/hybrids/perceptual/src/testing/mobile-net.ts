import * as tf from '@tensorflow/tfjs';
import { MobileNetV2Model } from 'nsfwjs/models/mobilenet_v2';
import { MobileNetV2MidModel } from 'nsfwjs/models/mobilenet_v2_mid';

/** The MobileNetV2 of nsfwjs that is a Layers model. */
export async function mobileNetLayers(): Promise<tf.LayersModel> {
  const artifacts = await artifactsOf(MobileNetV2Model);
  return tf.loadLayersModel(tf.io.fromMemory(artifacts));
}

/** The one that is a graph model. */
export async function mobileNetGraph(): Promise<tf.GraphModel> {
  const artifacts = await artifactsOf(MobileNetV2MidModel);
  return tf.loadGraphModel(tf.io.fromMemory(artifacts));
}

/** Reads a network from the files of the package, which hold it as JSON and base64. */
async function artifactsOf({
  modelJson,
  weightBundles,
}: typeof MobileNetV2Model): Promise<tf.io.ModelArtifacts> {
  const { default: model } = await modelJson();
  const bundles = await Promise.all(weightBundles.map((bundle) => bundle()));
  return {
    modelTopology: model.modelTopology,
    ...(model.format ? { format: model.format } : {}),
    weightSpecs: model.weightsManifest.flatMap(({ weights }) => weights),
    weightData: Uint8Array.from(
      Buffer.concat(bundles.map(({ default: text }) => Buffer.from(text, 'base64'))),
    ).buffer,
  };
}
