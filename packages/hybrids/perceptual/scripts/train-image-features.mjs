// Trains the classifier of `@autoencoders/perceptual/image-features` on MNIST and Fashion-MNIST together and writes its
// weights to src/image-features/weights.generated.ts: node scripts/train-image-features.mjs (needs the built packages).
// Images are turned and shifted a little; the weights are kept as bytes with one scale for each output unit.
import { writeFileSync } from 'node:fs';
import { useBackend } from '@autoencoders/backend';
import { augmentImages, disposeBatch } from '@autoencoders/data';
import { fashionMnist, mnist } from '@autoencoders/data/node';
import * as tf from '@tensorflow/tfjs';

const [epochs, batchSize, rate, decay, seed] = [8, 64, 2e-3, 1e-4, 1];
/** By how much activations of the convolutions deviate from their means over the images. */
const deviation = 20;

await useBackend('wasm', { threads: 1 });
const [digits, clothes] = [await mnist(), await fashionMnist()];
const model = network();
const convolutions = model.layers.slice(0, 3);
const optimizer = tf.train.adam(rate);
const variables = model.trainableWeights.map((weight) => weight.read());
const steps = epochs * Math.ceil(digits.train.size / batchSize);
const began = Date.now();
let step = 0;
for (let epoch = 0; epoch < epochs; epoch++) {
  for await (const { x, y } of bothKinds({ batchSize, shuffle: { seed, epoch } })) {
    optimizer.learningRate = rate * 0.5 * (1 + Math.cos((Math.PI * step++) / steps));
    const loss = () => {
      const targets = tf.oneHot(y, 20).cast('float32');
      const weights = tf.addN(variables.map((variable) => tf.sum(tf.square(variable))));
      return tf.add(tf.losses.softmaxCrossEntropy(targets, model.apply(x)), tf.mul(weights, decay / 2));
    };
    optimizer.minimize(loss, false, variables);
    disposeBatch({ x, y });
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`epoch ${epoch + 1}: ${(await accuracies()).join(' and ')}, ${seconds} s`);
}

await scaleLayers();
const packed = model.getWeights().map(pack);
model.setWeights(packed.map(({ restored }) => restored));
const reached = await accuracies();
console.log(`${reached.join(' and ')} with weights of 8 bits`);
const entries = packed.map(
  ({ shape, scales, values }) =>
    `  {\n    shape: ${JSON.stringify(shape)},\n    scales: '${scales}',\n    values: '${values}',\n  },\n`,
);
const told = `${reached[0]} of the test images of MNIST and ${reached[1]} of those of Fashion-MNIST`;
writeFileSync(
  new URL('../src/image-features/weights.generated.ts', import.meta.url),
  `/** Weights that tell ${told}; made by scripts/train-image-features.mjs. */\nexport const packedWeights = [\n${entries.join('')}];\n`,
);

/** As many digits as clothes in each batch, moved a little; clothes are classes 10 to 19. */
async function* bothKinds(options) {
  const moved = (data) => augmentImages(data, { rotation: 5, shift: 0.05, seed }).batches(options);
  const others = moved(clothes.train);
  for await (const first of moved(digits.train)) {
    const { value: second } = await others.next();
    yield tf.tidy(() => ({
      x: tf.concat([first.x, second.x]),
      y: tf.concat([first.y.toInt(), tf.add(second.y.toInt(), tf.scalar(10, 'int32'))]),
    }));
    for (const batch of [first, second]) disposeBatch(batch);
  }
}

/**
 * Scales the weights of the convolutions so that activations of each layer deviate by `deviation`: their variance over
 * images, averaged over the activations of the layer, is its square. No logit changes: what scales one layer up scales
 * the next layer's kernel down.
 */
async function scaleLayers() {
  const taps = tf.model({ inputs: model.inputs, outputs: convolutions.map(({ output }) => output) });
  for await (const { x, y } of bothKinds({ batchSize: 1000, shuffle: { seed, epoch: epochs } })) {
    const factors = tf.tidy(() =>
      taps.apply(x).map((layer) => deviation / Math.sqrt(tf.moments(layer, 0).variance.mean().dataSync()[0])),
    );
    disposeBatch({ x, y });
    tf.tidy(() => {
      model.layers
        .filter((layer) => layer.getWeights().length > 0)
        .forEach((layer, index) => {
          const [kernel, bias] = layer.getWeights();
          const [factor, before] = [factors[index] ?? 1, factors[index - 1] ?? 1];
          layer.setWeights([tf.mul(kernel, factor / before), tf.mul(bias, factor)]);
        });
    });
    console.log(`activations deviated by ${factors.map((factor) => (deviation / factor).toFixed(3))}`);
    return;
  }
}

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

/** The same as src/image-features/network.ts, with weights to begin with. */
function network() {
  const start = (seed) => ({ kernelInitializer: tf.initializers.heNormal({ seed }) });
  const convolution = { strides: 2, padding: 'same', activation: 'relu' };
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ ...convolution, ...start(1), inputShape: [28, 28, 1], kernelSize: 5, filters: 16 }),
      tf.layers.conv2d({ ...convolution, ...start(2), kernelSize: 3, filters: 32 }),
      tf.layers.conv2d({ ...convolution, ...start(3), kernelSize: 3, filters: 32 }),
      tf.layers.flatten(),
      tf.layers.dense({ ...start(4), units: 64, activation: 'relu' }),
      tf.layers.dense({ ...start(5), units: 20 }),
    ],
  });
}

/** The shares of the digits and of the clothes among the test images that are told, of 20 classes each. */
function accuracies() {
  return Promise.all([accuracy(digits.test, 0), accuracy(clothes.test, 10)]);
}

async function accuracy(data, firstLabel) {
  let right = 0;
  for await (const { x, y } of data.batches({ batchSize: 500 })) {
    const told = tf.tidy(() =>
      tf.sum(tf.equal(tf.argMax(model.apply(x), 1), tf.add(y.toInt(), tf.scalar(firstLabel, 'int32')))),
    );
    right += told.dataSync()[0];
    tf.dispose(told);
    disposeBatch({ x, y });
  }
  return right / data.size;
}
