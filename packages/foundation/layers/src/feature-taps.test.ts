import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { featureTaps } from './index.js';

beforeAll(() => tf.setBackend('cpu'));

const [inputs, hidden, outputs] = [3, 4, 2];
const first = testValues(inputs * hidden);
const second = testValues(hidden * outputs, -1, 1.5);
const points = testValues(2 * inputs, -0.9, 0.8);

/** `tanh(x W1)` and `tanh(x W1) W2` as a Layers model. */
function layersModel(): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [inputs],
        units: hidden,
        activation: 'tanh',
        useBias: false,
        name: 'first',
      }),
      tf.layers.dropout({ rate: 0.5, name: 'dropout' }),
      tf.layers.dense({ units: outputs, useBias: false, name: 'second' }),
    ],
  });
  tf.tidy(() =>
    model.setWeights([tf.tensor2d(first, [inputs, hidden]), tf.tensor2d(second, [hidden, outputs])]),
  );
  return model;
}

/** The same as a graph model, in TensorFlow's own terms. */
function graphModel(): Promise<tf.GraphModel> {
  const type = { type: 'DT_FLOAT' };
  const constant = (name: string, shape: readonly number[]) => ({
    name,
    op: 'Const',
    attr: {
      dtype: type,
      value: { tensor: { dtype: 'DT_FLOAT', tensorShape: { dim: shape.map(dimension) } } },
    },
  });
  const product = (name: string, input: string[]) => ({
    name,
    op: 'MatMul',
    input,
    attr: { T: type, transpose_a: { b: false }, transpose_b: { b: false } },
  });
  const node = [
    {
      name: 'x',
      op: 'Placeholder',
      attr: { dtype: type, shape: { shape: { dim: [-1, inputs].map(dimension) } } },
    },
    constant('w1', [inputs, hidden]),
    constant('w2', [hidden, outputs]),
    product('product', ['x', 'w1']),
    { name: 'first', op: 'Tanh', input: ['product'], attr: { T: type } },
    product('second', ['first', 'w2']),
  ];
  return tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology: { node, versions: { producer: 1 } },
      format: 'graph-model',
      weightSpecs: [
        { name: 'w1', shape: [inputs, hidden], dtype: 'float32' },
        { name: 'w2', shape: [hidden, outputs], dtype: 'float32' },
      ],
      weightData: Float32Array.from([...first, ...second]).buffer,
    }),
  );
}

function dimension(size: number) {
  return { size: String(size) };
}

/** Both layers' activations of one point, in double precision. */
function activations(x: ArrayLike<number>): [number[], number[]] {
  const column = (values: ArrayLike<number>, weights: ArrayLike<number>, width: number) =>
    Array.from({ length: width }, (_, j) =>
      Array.from(values).reduce((sum, value, i) => sum + value * weights[i * width + j]!, 0),
    );
  const inner = column(x, first, hidden).map(Math.tanh);
  return [inner, column(inner, second, outputs)];
}

/** `Σ_l ‖Φ_l(x)‖²`. */
function energy(x: ArrayLike<number>): number {
  return activations(x)
    .flat()
    .reduce((sum, value) => sum + value ** 2, 0);
}

describe.each([
  ['a Layers model', async () => layersModel()],
  ['a graph model', graphModel],
])('taps of %s', (_kind, make) => {
  it('are the activations of the layers named, in that order', async () => {
    const network = await make();
    const taps = featureTaps(network, ['second', 'first']);
    tf.tidy(() => {
      const found = taps(tf.tensor2d(points, [2, inputs]));
      const rows = [points.slice(0, inputs), points.slice(inputs)].map(activations);
      expectAllClose(
        found[0]!.dataSync(),
        rows.flatMap(([, outer]) => outer),
      );
      expectAllClose(
        found[1]!.dataSync(),
        rows.flatMap(([inner]) => inner),
      );
    });
    network.dispose();
  });

  it('give one layer, too', async () => {
    const network = await make();
    tf.tidy(() => {
      const found = featureTaps(network, ['first'])(tf.zeros([5, inputs]));
      expect(found.map(({ shape }) => shape)).toEqual([[5, hidden]]);
    });
    network.dispose();
  });

  it('let gradients through to the inputs, through what prepares them', async () => {
    const network = await make();
    const taps = featureTaps(network, ['first', 'second'], { prepare: (x) => tf.mul(x, 0.5) });
    const slope = tf.tidy(() => {
      const loss = (x: tf.Tensor) => tf.addN(taps(x).map((layer) => tf.sum(tf.square(layer))));
      return tf
        .grad(loss)(tf.tensor2d(points, [2, inputs]))
        .dataSync();
    });
    const half = (x: ArrayLike<number>) => energy(Array.from(x, (value) => value / 2));
    const expected = [points.slice(0, inputs), points.slice(inputs)].flatMap((point) => [
      ...finiteDifferences(half, point),
    ]);
    expectAllClose(slope, expected, { relative: 1e-4, absolute: 1e-5 });
    network.dispose();
  });

  it('leave only what they return, and the weights as they are', async () => {
    const network = await make();
    const x = tf.tensor2d(points, [2, inputs]);
    const taps = featureTaps(network, ['first', 'second']);
    const scale = tf.variable(tf.scalar(0.5));
    await expectNoLeak(() => {
      tf.dispose(taps(x));
      const { value, grads } = tf.variableGrads(() => tf.sum(taps(tf.mul(x, scale))[1]!), [scale]);
      tf.dispose([value, grads as tf.TensorContainerObject]);
    });
    tf.tidy(() => {
      const [, outer] = activations(points.slice(0, inputs));
      expectAllClose(taps(x)[1]!.dataSync().slice(0, outputs), outer);
    });
    tf.dispose([x, scale]);
    network.dispose();
  });

  it('name a layer that is not there, and those there are', async () => {
    const network = await make();
    await expectNoLeak(() => {
      expect(() => featureTaps(network, ['first', 'third'])).toThrow(OptionError);
      expect(() => featureTaps(network, ['third'])).toThrow(/no (layer|node) 'third': .*first,.*second/);
      expect(() => featureTaps(network, [])).toThrow('layers is []');
      expect(() => featureTaps(network, ['first', 'first'])).toThrow('each once');
    });
    network.dispose();
  });

  it('name inputs that the network does not take', async () => {
    const network = await make();
    const taps = featureTaps(network, ['first']);
    await expectNoLeak(() => {
      expect(() => tf.tidy(() => taps(tf.zeros([2, 5])))).toThrow(ShapeError);
      expect(() => tf.tidy(() => taps(tf.zeros([2, 5])))).toThrow('takes [batch, 3] and is given [2, 5]');
    });
    network.dispose();
  });
});

it("an input that is tapped stays the caller's", () => {
  const [input, x] = [tf.input({ shape: [inputs], name: 'input' }), tf.zeros([2, inputs])];
  const output = tf.layers.dense({ units: 1 }).apply(input) as tf.SymbolicTensor;
  const network = tf.model({ inputs: input, outputs: output });
  tf.dispose(featureTaps(network, ['input'])(x));
  expect(x.isDisposed).toBe(false);
  network.dispose();
  x.dispose();
});

it('refuse a network of several inputs', () => {
  const [a, b] = [tf.input({ shape: [2] }), tf.input({ shape: [2] })];
  const both = tf.layers.add({ name: 'both' }).apply([a, b]) as tf.SymbolicTensor;
  const network = tf.model({ inputs: [a, b], outputs: both });
  expect(() => featureTaps(network, ['both'])).toThrow('takes 2 inputs');
});
