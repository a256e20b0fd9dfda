import type { UpdateRule } from './update-rule.js';

/** A variable and its moments in double precision. */
export interface ReferenceState {
  readonly values: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Zero moments beside the given values. */
export function referenceState(values: ArrayLike<number>): ReferenceState {
  const zeros = () => new Float64Array(values.length);
  return { values: Float64Array.from(values), first: zeros(), second: zeros() };
}

/** One update by the rule as it is published, in double precision: what the kernels are checked against. */
export function referenceUpdate(rule: UpdateRule, state: ReferenceState, gradient: ArrayLike<number>): void {
  for (let i = 0; i < gradient.length; i++) updateOne(rule, state, i, gradient[i]!);
}

function updateOne(rule: UpdateRule, { values, first, second }: ReferenceState, i: number, g: number): void {
  switch (rule.name) {
    case 'adam': {
      // Kingma and Ba 2015, algorithm 1, with the decoupled decay of Loshchilov and Hutter 2019.
      first[i] = rule.beta1 * first[i]! + (1 - rule.beta1) * g;
      second[i] = rule.beta2 * second[i]! + (1 - rule.beta2) * g * g;
      const mean = first[i]! / (1 - rule.beta1 ** rule.step);
      const square = second[i]! / (1 - rule.beta2 ** rule.step);
      const change = mean / (Math.sqrt(square) + rule.epsilon) + rule.weightDecay * values[i]!;
      values[i]! -= rule.learningRate * change;
      return;
    }
    case 'sgd': {
      first[i] = rule.momentum * first[i]! + g;
      const change = rule.nesterov ? rule.momentum * first[i]! + g : first[i]!;
      values[i]! -= rule.learningRate * (change + rule.weightDecay * values[i]!);
      return;
    }
    case 'rmsProp':
      first[i] = rule.decay * first[i]! + (1 - rule.decay) * g * g;
      values[i]! -= (rule.learningRate * g) / (Math.sqrt(first[i]!) + rule.epsilon);
  }
}
