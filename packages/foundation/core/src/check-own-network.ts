import { formatShape, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

/**
 * Checks that a network supplied by a caller takes and gives what its role needs.
 *
 * @param input shape of one input, without the batch dimension; a list of shapes where it takes several
 * @param outputs shapes of its outputs, without the batch dimension
 * @throws {ShapeError} naming the role and both shapes.
 */
export function checkOwnNetwork(
  role: string,
  network: tf.LayersModel,
  input: readonly number[] | readonly (readonly number[])[],
  outputs: readonly (readonly number[])[],
): void {
  const inputs = network.inputs.map(({ shape }) => shape.slice(1));
  const found = network.outputs.map(({ shape }) => shape.slice(1));
  const expected = (Array.isArray(input[0]) ? input : [input]) as readonly (readonly number[])[];
  if (!allSame(inputs, expected)) {
    throw new ShapeError(`the network '${role}' takes ${list(inputs)}, it must take ${list(expected)}`);
  }
  if (!allSame(found, outputs)) {
    throw new ShapeError(`the network '${role}' gives ${list(found)}, it must give ${list(outputs)}`);
  }
}

type Shapes = readonly (readonly (number | null)[])[];

function allSame(actual: Shapes, expected: Shapes): boolean {
  return (
    actual.length === expected.length && actual.every((shape, index) => sameShape(shape, expected[index]!))
  );
}

function sameShape(actual: readonly (number | null)[], expected: readonly (number | null)[]): boolean {
  return actual.length === expected.length && actual.every((size, axis) => size === expected[axis]);
}

function list(shapes: Shapes): string {
  return shapes.map(formatShape).join(' and ');
}
