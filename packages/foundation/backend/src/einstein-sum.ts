import * as tf from '@tensorflow/tfjs';

/** A tensor, and a letter for each of its axes. */
export interface Term {
  readonly labels: string;
  readonly x: tf.Tensor;
}

/**
 * The Einstein sum of one or two tensors, over the labels that are not among `kept`: what both have and does not
 * stay is contracted by a matrix product. Composed of differentiable operations; the caller tidies.
 *
 * @param kept the labels that stay, in the order of the result's axes.
 */
export function einsteinSum(a: Term, b: Term | undefined, kept: string): tf.Tensor {
  return arrange(b ? contract(a, b, kept) : sumLone(a, kept), [...kept]);
}

/** The operands' labels and the result's. */
export function parseEquation(equation: string): { readonly terms: string[]; readonly kept: string } {
  const [left = '', kept = ''] = equation.replace(/\s/g, '').split('->');
  return { terms: left.split(','), kept };
}

function contract(first: Term, second: Term, kept: string): Term {
  const a = sumLone(first, kept + second.labels);
  const b = sumLone(second, kept + first.labels);
  const shared = [...a.labels].filter((label) => b.labels.includes(label));
  const batch = shared.filter((label) => kept.includes(label));
  const summed = shared.filter((label) => !kept.includes(label));
  const onlyA = [...a.labels].filter((label) => !shared.includes(label));
  const onlyB = [...b.labels].filter((label) => !shared.includes(label));
  const length = (label: string) => sizeAlong(a, label) ?? sizeAlong(b, label) ?? 1;
  const size = (labels: string[]) => labels.reduce((product, label) => product * length(label), 1);
  const product = tf.matMul(
    tf.reshape(arrange(a, [...batch, ...onlyA, ...summed]), [size(batch), size(onlyA), size(summed)]),
    tf.reshape(arrange(b, [...batch, ...summed, ...onlyB]), [size(batch), size(summed), size(onlyB)]),
  );
  const labels = [...batch, ...onlyA, ...onlyB];
  return { labels: labels.join(''), x: tf.reshape(product, labels.map(length)) };
}

/** Sums over the axes whose labels are not among `wanted`. */
function sumLone({ labels, x }: Term, wanted: string): Term {
  const lone = [...labels].flatMap((label, axis) => (wanted.includes(label) ? [] : [axis]));
  if (lone.length === 0) return { labels, x };
  return { labels: [...labels].filter((label) => wanted.includes(label)).join(''), x: tf.sum(x, lone) };
}

/** The tensor with its axes in the given order. */
function arrange({ labels, x }: Term, order: string[]): tf.Tensor {
  const axes = order.map((label) => labels.indexOf(label));
  return axes.every((axis, i) => axis === i) ? x : tf.transpose(x, axes);
}

function sizeAlong({ labels, x }: Term, label: string): number | undefined {
  return x.shape[labels.indexOf(label)];
}
