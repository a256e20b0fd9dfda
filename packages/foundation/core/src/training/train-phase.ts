import { type RandomSource, withRandomSource } from '@autoencoders/backend';
import type { Batch } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import type { LossTerms, Phase, StepContext } from '../autoencoder.js';
import { clipGradients, type GradientClipping } from '../optimizers/clip-gradients.js';
import type { Optimizer } from '../optimizers/optimizer.js';

/** A phase and what updates it. */
export interface TrainedPhase {
  readonly phase: Phase;
  readonly optimizer: Optimizer;
}

/** The terms of one update: their names and, kept, their values. */
export interface UpdateTerms {
  readonly names: readonly string[];
  readonly values: tf.Tensor1D;
}

/** One update of a phase: loss, gradients of exactly its variables, optimizer, and what follows it. */
export function trainPhase(
  { phase, optimizer }: TrainedPhase,
  batch: Batch,
  context: StepContext,
  learningRate: number,
  clipping: GradientClipping,
): UpdateTerms {
  return withRandomSource(context.random, () => {
    let names: string[] = [];
    const remembered = new Map<tf.Variable, tf.Tensor>();
    const inStep: StepContext = {
      ...context,
      remember: (variable, value) => {
        remembered.get(variable)?.dispose();
        remembered.set(variable, tf.keep(tf.clone(value)));
      },
    };
    const values = tf.tidy(() => {
      let terms: tf.Scalar[] = [];
      const variables = [...phase.variables];
      const { value, grads } = tf.variableGrads(() => {
        const computed = phase.loss(batch, inStep);
        names = termNames(phase, computed);
        // What the tape's own scope disposes is cloned out of it.
        terms = Object.values(computed).map((term) => tf.keep(tf.clone(term)));
        return computed.loss;
      }, variables);
      const gradients = variables.map((variable) => grads[variable.name]);
      optimizer.apply(clipGradients(gradients, clipping), learningRate);
      const stacked = tf.keep(tf.stack(terms) as tf.Tensor1D);
      tf.dispose([value, terms]);
      return stacked;
    });
    for (const [variable, value] of remembered) {
      variable.assign(value);
      value.dispose();
    }
    tf.tidy(() => phase.afterStep?.(batch, context));
    return { names, values };
  });
}

/** `phase/term` of each term, in order. */
export function termNames(phase: Phase, terms: LossTerms): string[] {
  return Object.keys(terms).map((term) => `${phase.name}/${term}`);
}

/** The context of a repeat of a phase within a step: its draws are its own. */
export function repeatContext(context: StepContext, repeat: number): StepContext {
  if (repeat === 0) return context;
  const { random } = context;
  const keyed: RandomSource = {
    ...random,
    normal: (purpose, shape) => random.normal(`${purpose}#${repeat}`, shape),
    uniform: (purpose, shape) => random.uniform(`${purpose}#${repeat}`, shape),
  };
  return { ...context, random: keyed };
}
