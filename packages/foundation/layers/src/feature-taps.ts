import { formatShape, OptionError, ShapeError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';

/** Hidden activations of inputs `[batch, ...]`, a tensor `[batch, ...]` for each layer; the caller disposes them. */
export type FeatureTaps = (x: tf.Tensor) => tf.Tensor[];

/** Options of {@link featureTaps}. */
export interface FeatureTapsOptions {
  /** Maps inputs to what the network takes: grey to colour, another size, another range. Default as they are. */
  readonly prepare?: (x: tf.Tensor) => tf.Tensor;
}

/** A network that is looked into: what it takes, and one pass that gives the activations in order. */
interface Tapped {
  readonly inputShape: readonly (number | null)[] | undefined;
  pass(x: tf.Tensor): tf.Tensor | tf.Tensor[];
}

/**
 * Looks into a pretrained network: `x ↦ (Φ_1(x), …, Φ_n(x))`, the activations of its layers, in one pass and as at test
 * time (batch normalisation by its running means, no dropout). Gradients flow through it to `x`. The network is the
 * caller's: nothing here moves, saves or disposes its weights, and it must last as long as the taps are used.
 *
 * @param network a Layers model, or a graph model without control flow, of one input
 * @param layers names of layers of a Layers model, or of nodes of a graph model
 * @throws {OptionError} naming a layer that is not there, and those there are.
 * @throws {ShapeError} (from the taps) when the network does not take what `prepare` makes of `x`.
 */
export function featureTaps(
  network: tf.LayersModel | tf.GraphModel,
  layers: readonly string[],
  { prepare = (x) => x }: FeatureTapsOptions = {},
): FeatureTaps {
  if (layers.length === 0 || new Set(layers).size < layers.length) {
    throw new OptionError(`layers is ${JSON.stringify(layers)}: give at least one name, each once`);
  }
  if (network.inputs.length !== 1) {
    throw new OptionError(
      `the feature network takes ${network.inputs.length} inputs: give one that takes one`,
    );
  }
  const tapped =
    network instanceof tf.LayersModel ? tapsOfLayers(network, layers) : tapsOfGraph(network, layers);
  return (x) =>
    tf.tidy(() => {
      const input = prepare(x);
      checkInput(input.shape, tapped.inputShape);
      // A layer may give its input back, which stays the caller's.
      return [tapped.pass(input)].flat().map((value) => (value === x ? tf.clone(value) : value));
    });
}

function tapsOfLayers(network: tf.LayersModel, layers: readonly string[]): Tapped {
  checkNames(
    layers,
    network.layers.map(({ name }) => name),
    'layer',
  );
  const outputs = layers.map((layer) => {
    const { output } = network.getLayer(layer);
    if (Array.isArray(output))
      throw new OptionError(`layer '${layer}' has several outputs: give one that has one`);
    return output;
  });
  const model = tf.model({ inputs: network.inputs, outputs });
  return {
    inputShape: network.inputs[0]!.shape,
    pass: (x) => model.apply(x, { training: false }) as tf.Tensor | tf.Tensor[],
  };
}

function tapsOfGraph(network: tf.GraphModel, layers: readonly string[]): Tapped {
  checkNames(layers, nodesOf(network), 'node');
  return {
    inputShape: network.inputs[0]!.shape?.map((size) => (size === -1 ? null : size)),
    pass: (x) => network.execute(x, [...layers]),
  };
}

/** The names of the nodes that compute something. tfjs lists only inputs and outputs in public. */
function nodesOf(network: tf.GraphModel): string[] {
  const { executor } = network as unknown as {
    readonly executor: {
      readonly graph: { readonly nodes: Readonly<Record<string, { readonly op: string }>> };
    };
  };
  return Object.entries(executor.graph.nodes)
    .filter(([, { op }]) => op !== 'Const')
    .map(([name]) => name);
}

function checkNames(given: readonly string[], there: readonly string[], what: string): void {
  const missing = given.find((name) => !there.includes(name));
  if (missing !== undefined) {
    throw new OptionError(
      `the feature network has no ${what} '${missing}': its ${what}s are ${there.join(', ')}`,
    );
  }
}

function checkInput(actual: readonly number[], expected: readonly (number | null)[] | undefined): void {
  if (!expected) return;
  const fits =
    actual.length === expected.length &&
    expected.every((size, axis) => size === null || size === actual[axis]);
  if (!fits) {
    throw new ShapeError(
      `the feature network takes ${formatShape(expected)} and is given ${formatShape(actual)}: map inputs with 'prepare'`,
    );
  }
}
