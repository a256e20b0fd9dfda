import { formatShape, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * Checks that a network supplied by a caller takes and gives what its role needs.
 *
 * @param input shape of one input, without the batch dimension
 * @param outputs shapes of its outputs, without the batch dimension
 * @throws {ShapeError} naming the role and both shapes.
 */
export function checkOwnNetwork(
  role: string,
  network: tf.LayersModel,
  input: readonly number[],
  outputs: readonly (readonly number[])[],
): void {
  const inputs = network.inputs.map(({ shape }) => shape.slice(1));
  const found = network.outputs.map(({ shape }) => shape.slice(1));
  if (inputs.length !== 1 || !same(inputs[0]!, input)) {
    throw new ShapeError(`the network '${role}' takes ${list(inputs)}, it must take ${formatShape(input)}`);
  }
  if (found.length !== outputs.length || !found.every((shape, index) => same(shape, outputs[index]!))) {
    throw new ShapeError(`the network '${role}' gives ${list(found)}, it must give ${list(outputs)}`);
  }
}

function same(actual: readonly (number | null)[], expected: readonly number[]): boolean {
  return actual.length === expected.length && actual.every((size, axis) => size === expected[axis]);
}

function list(shapes: readonly (readonly (number | null)[])[]): string {
  return shapes.map(formatShape).join(' and ');
}
