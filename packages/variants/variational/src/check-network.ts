import { formatShape, ShapeError } from '@autoencoders/errors';
import type * as tf from '@tensorflow/tfjs';

type Shapes = readonly (readonly (number | null)[])[];

/**
 * Checks that a network of several inputs, supplied by a caller, takes and gives what its role needs.
 *
 * @param inputs shapes of its inputs, without the batch dimension; likewise `outputs`
 * @throws {ShapeError} naming the role and both shapes.
 */
export function checkNetwork(role: string, network: tf.LayersModel, inputs: Shapes, outputs: Shapes): void {
  for (const [verb, tensors, expected] of [
    ['take', network.inputs, inputs],
    ['give', network.outputs, outputs],
  ] as const) {
    const found = list(tensors.map(({ shape }) => shape.slice(1)));
    if (found !== list(expected)) {
      throw new ShapeError(`the network '${role}' ${verb}s ${found}, it must ${verb} ${list(expected)}`);
    }
  }
}

function list(shapes: Shapes): string {
  return shapes.map(formatShape).join(' and ');
}
