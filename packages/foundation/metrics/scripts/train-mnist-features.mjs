// Trains the classifier of `@autoencoders/metrics/mnist-features` on MNIST and writes its weights to
// src/mnist-features/weights.generated.ts: node scripts/train-mnist-features.mjs (needs the built packages).
// Digits are turned and shifted a little; the weights are kept as bytes with one scale for each output unit.
import { writeFileSync } from 'node:fs';
import { useBackend } from '@autoencoders/backend';
import { augmentImages, disposeBatch } from '@autoencoders/data';
import { mnist } from '@autoencoders/data/node';
import * as tf from '@tensorflow/tfjs';

const [epochs, batchSize, rate, decay, seed] = [10, 100, 1e-3, 1e-4, 1];

await useBackend('wasm', { threads: 1 });
const { train, test } = await mnist();
const model = network();
const optimizer = tf.train.adam(rate);
const variables = model.trainableWeights.map((weight) => weight.read());
const steps = (epochs * train.size) / batchSize;
const began = Date.now();
let step = 0;
for (let epoch = 0; epoch < epochs; epoch++) {
  const images = augmentImages(train, { rotation: 8, shift: 0.07, seed });
  for await (const batch of images.batches({ batchSize, shuffle: { seed, epoch } })) {
    optimizer.learningRate = rate * 0.5 * (1 + Math.cos((Math.PI * step++) / steps));
    const loss = () => {
      const targets = tf.oneHot(batch.y, 10).cast('float32');
      const weights = tf.addN(variables.map((variable) => tf.sum(tf.square(variable))));
      return tf.add(tf.losses.softmaxCrossEntropy(targets, model.apply(batch.x)), tf.mul(weights, decay / 2));
    };
    optimizer.minimize(loss, false, variables);
    disposeBatch(batch);
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`epoch ${epoch + 1}: ${await accuracy()} of the test digits right, ${seconds} s`);
}

const packed = model.getWeights().map(pack);
model.setWeights(packed.map(({ restored }) => restored));
const reached = await accuracy();
console.log(`${reached} of the test digits right with weights of 8 bits`);
const entries = packed.map(
  ({ shape, scales, values }) =>
    `  {\n    shape: ${JSON.stringify(shape)},\n    scales: '${scales}',\n    values: '${values}',\n  },\n`,
);
writeFileSync(
  new URL('../src/mnist-features/weights.generated.ts', import.meta.url),
  `/** Weights that tell ${reached} of the test digits of MNIST; made by scripts/train-mnist-features.mjs. */\nexport const packedWeights = [\n${entries.join('')}];\n`,
);

/** Whole numbers from -127 to 127 and the scale of each output unit, the last axis. */
function pack(tensor) {
  const units = tensor.shape.at(-1);
  const values = tensor.dataSync();
  const scales = new Float32Array(units);
  values.forEach((value, i) => {
    scales[i % units] = Math.max(scales[i % units], Math.abs(value) / 127);
  });
  // A unit of zeros has no scale.
  const bytes = Int8Array.from(values, (value, i) => Math.round(value / (scales[i % units] || 1)));
  const restored = Float32Array.from(bytes, (byte, i) => byte * scales[i % units]);
  const text = (array) => Buffer.from(array.buffer).toString('base64');
  // A bias has one number for each unit, and is its own scale.
  return {
    shape: tensor.shape,
    scales: text(scales),
    values: text(bytes),
    restored: tf.tensor(restored, tensor.shape),
  };
}

/** The same as src/mnist-features/network.ts, with weights to begin with. */
function network() {
  const start = (seed) => ({ kernelInitializer: tf.initializers.heNormal({ seed }) });
  const convolution = { strides: 2, padding: 'same', activation: 'relu' };
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...convolution, ...start(1), inputShape: [28, 28, 1], kernelSize: 5, filters: 16 }),
      tf.layers.conv2d({ ...convolution, ...start(2), kernelSize: 3, filters: 32 }),
      tf.layers.flatten(),
      tf.layers.dense({ ...start(3), units: 64, activation: 'elu' }),
      tf.layers.dense({ ...start(4), units: 10 }),
    ],
  });
}

async function accuracy() {
  let right = 0;
  for await (const batch of test.batches({ batchSize: 500 })) {
    const told = tf.tidy(() => tf.argMax(model.apply(batch.x), 1).equal(batch.y).sum());
    right += told.dataSync()[0];
    tf.dispose(told);
    disposeBatch(batch);
  }
  return right / test.size;
}
