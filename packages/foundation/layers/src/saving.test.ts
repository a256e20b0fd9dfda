import { expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  convDecoder,
  convEncoder,
  denseDecoder,
  denseEncoder,
  discriminator,
  JumpRelu,
  TopK,
} from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const style = {
  hidden: [6],
  latentDim: 3,
  batchNormalization: true,
  dropout: 0.2,
  activation: 'gelu',
} as const;
const convolutions = { ...style, filters: [3, 4], residual: true };
const judging = { spectralNormalization: true, minibatchStandardDeviation: true, seed: 3 };
const pairs = { ...judging, besideDim: 4, batchNormalization: true, dropout: 0.2 };
const networks: [string, () => tf.LayersModel][] = [
  ['denseEncoder', () => denseEncoder({ ...style, inputShape: [5, 2], heads: ['mean', 'logVariance'] })],
  ['denseDecoder', () => denseDecoder({ ...style, outputShape: [5, 2], parameters: 2 })],
  ['convEncoder', () => convEncoder({ ...convolutions, inputShape: [7, 5, 3] })],
  ['convDecoder', () => convDecoder({ ...convolutions, outputShape: [7, 5, 3] })],
  ['convEncoder of sequences', () => convEncoder({ ...convolutions, inputShape: [9, 2] })],
  ['convDecoder of sequences', () => convDecoder({ ...convolutions, outputShape: [9, 2], parameters: 2 })],
  ['discriminator of vectors', () => discriminator({ ...judging, inputShape: [7], hidden: [6, 4] })],
  ['discriminator of images', () => discriminator({ ...judging, inputShape: [7, 5, 3], filters: [3, 4] })],
  [
    'discriminator of pairs',
    () => discriminator({ ...pairs, inputShape: [9, 2], filters: [3], hidden: [5] }),
  ],
  ['TopK', () => headed(new TopK({ k: 2, rectify: false, name: 'top' }))],
  ['JumpRelu', () => headed(new JumpRelu({ threshold: 0.4, bandwidth: 0.3, name: 'jump' }))],
];

function headed(head: tf.layers.Layer): tf.LayersModel {
  const encoder = denseEncoder({ inputShape: [5], latentDim: 7, hidden: [6] });
  const outputs = head.apply(encoder.outputs[0]!) as tf.SymbolicTensor;
  return tf.model({ inputs: encoder.inputs, outputs, name: 'headed' });
}

async function artifactsOf(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return saved!;
}

describe.each(networks)('%s', (_name, make) => {
  it('comes back from tf.loadLayersModel with equal outputs, and leaves nothing', async () => {
    await expectNoLeak(async () => {
      const model = make();
      // Not the initial values, which a network built anew would have too.
      const moved = tf.tidy(() =>
        model.getWeights().map((weight, index) => tf.add(tf.square(weight), index / 50)),
      );
      model.setWeights(moved);
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(await artifactsOf(model)));
      tf.tidy(() => {
        const x = model.inputs.map((input) => {
          const shape = input.shape.slice(1) as number[];
          return tf.tensor(testValues(2 * tf.util.sizeFromShape(shape)), [2, ...shape]);
        });
        const outputs = (network: tf.LayersModel) =>
          [network.apply(x) as tf.Tensor | tf.Tensor[]].flat().map((output) => [...output.dataSync()]);
        expect(outputs(loaded)).toEqual(outputs(model));
      });
      tf.dispose(moved);
      loaded.dispose();
      model.dispose();
    });
  });

  it('is saved in the same words and bytes however many were made before', async () => {
    const [first, second] = [await artifactsOf(make()), await artifactsOf(make())];
    expect(JSON.stringify(second.modelTopology)).toBe(JSON.stringify(first.modelTopology));
    expect(second.weightSpecs).toEqual(first.weightSpecs);
    expect(new Uint8Array(second.weightData as ArrayBuffer)).toEqual(
      new Uint8Array(first.weightData as ArrayBuffer),
    );
  });
});
