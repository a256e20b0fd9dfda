import type { Network, Product } from './protocol.js';
import type { Workload } from './workloads.js';

/** Floating-point operations of a matrix product. */
export function productOperations({ rows, inner, columns }: Product): number {
  return 2 * rows * inner * columns;
}

/** Floating-point operations that a step (or a pass) spends in matrix products and convolutions. */
export function operations({ kind, task: { network, batch, rows } }: Workload): number {
  const layers = multiplicationsPerExample(network);
  const forward = sum(layers);
  if (kind === 'encode') return 2 * rows * sum(layers.slice(0, layers.length / 2));
  // Each layer once forward, once for its kernel's gradient, and once for its input's, but for the first.
  return 2 * batch * (3 * forward - layers[0]!);
}

/** Multiplications of each layer for one example, from the input on; the heads of a code count as one layer. */
function multiplicationsPerExample(network: Network): number[] {
  if (network.type === 'convolutional') {
    const { side, filters } = network;
    const [first, second] = filters;
    const window = 9;
    const outer = (side / 2) ** 2 * window * first;
    const inner = (side / 4) ** 2 * window * first * second;
    return [outer, inner, inner, outer];
  }
  const { input, hidden, code } = network;
  const into = [input, ...hidden];
  const heads = network.type === 'variational' ? 2 : 1;
  const encoder = into.map((width, index) => {
    const last = index === into.length - 1;
    return width * (last ? code * heads : into[index + 1]!);
  });
  const back = [code, ...[...hidden].reverse(), input];
  const decoder = back.slice(1).map((width, index) => width * back[index]!);
  return [...encoder, ...decoder];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
