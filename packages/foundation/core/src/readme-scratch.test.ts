import {it} from "vitest"; it("x", ()=>{});
import {
  defineVariant,
  encode,
  evaluate,
  fit,
  load,
  memoryStore,
  save,
  useBackend,
  variablesOf,
} from './index.js';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';

const dense = (inputs: number, units: number, seed: number) =>
  tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputs],
        units,
        kernelInitializer: tf.initializers.glorotNormal({ seed }),
      }),
    ],
  });

const linear = defineVariant({
  kind: 'linear',
  summary: 'One linear layer in, one out: principal components.',
  options: z.object({
    inputShape: z.array(z.int().min(1)).length(1).describe('shape of one input'),
    latentDim: z.int().min(1).default(2).describe('width of the code'),
  }),
  roles: ['encoder', 'decoder'],
  networks: ({ inputShape, latentDim }, own) => ({
    encoder: own.encoder ?? dense(inputShape[0]!, latentDim, 1),
    decoder: own.decoder ?? dense(latentDim, inputShape[0]!, 2),
  }),
  model: ({ encoder, decoder }, { inputShape, latentDim }) => {
    const encodeRows = (x: tf.Tensor) => encoder.apply(x) as tf.Tensor;
    const decodeRows = (code: tf.Tensor) => decoder.apply(code) as tf.Tensor;
    const errors = (x: tf.Tensor) =>
      tf.sum(tf.squaredDifference(x, decodeRows(encodeRows(x))), 1) as tf.Tensor1D;
    return {
      inputShape,
      latentShape: [latentDim],
      encode: (x) => tf.tidy(() => encodeRows(x)),
      decode: (code) => tf.tidy(() => decodeRows(code)),
      figures: ({ x }) => ({ squaredError: errors(x) }),
      phases: [
        {
          name: 'reconstruction',
          variables: variablesOf(encoder, decoder),
          loss: ({ x }) => ({ loss: tf.mean(errors(x)) as tf.Scalar }),
        },
      ],
    };
  },
});

await useBackend('wasm');
const data = tf.matMul(
  tf.randomNormal([512, 2], 0, 1, 'float32', 3),
  tf.randomNormal([2, 8], 0, 1, 'float32', 4),
);

const model = linear({ inputShape: [8] });
const history = await fit(model, data, { epochs: 30, learningRate: 0.01, seed: 7 });
console.log(
  'loss by epoch:',
  history.epochs.map(({ terms }) => terms['reconstruction/loss']!.toFixed(3)).join(' '),
);

const store = memoryStore(); // folderStore('runs/linear') from '@autoencoders/core/node' writes a folder
await save(model, store);
const loaded = await load(store, [linear]);
console.log('test figures:', await evaluate(loaded, data));
console.log('codes:', (await encode(loaded, data)).shape);
