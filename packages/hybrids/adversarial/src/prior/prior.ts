import type { RandomSource } from '@autoencoders/backend';
import { checkShape, OptionError } from '@autoencoders/errors';
import * as tf from '@tensorflow/tfjs';
import { drawMixture } from './mixture.js';
import { chosenPrior, type PriorChoice } from './prior-option.js';
import { drawSwissRoll } from './swiss-roll.js';

/** What codes are held to. */
export interface Prior {
  /**
   * Draws codes `[count, latentDim]`; with labels `[count]`, each of the part that belongs to its label, or of the
   * whole where that is -1.
   *
   * @throws {ShapeError} when a function of the caller's gives another shape.
   */
  draw(count: number, random: RandomSource, labels?: tf.Tensor1D): tf.Tensor;
}

/**
 * The prior that options ask for. With `classes` it has a part for each label.
 *
 * @throws {OptionError} for a prior that has no parts, or other ones than there are classes; for one of the plane with
 * codes of one dimension.
 */
export function priorOf(choice: PriorChoice, latentDim: number, classes?: number): Prior {
  const chosen = chosenPrior(choice);
  if (typeof chosen === 'function') {
    return {
      draw: (count, random, labels) =>
        tf.tidy(() => {
          const codes = chosen(count, random, labels && tf.cast(labels, 'int32'));
          checkShape('what the prior returned', codes.shape, [count, latentDim]);
          return codes;
        }),
    };
  }
  if (chosen.name === 'normal') {
    if (classes !== undefined) {
      throw new OptionError(
        `classes is ${classes} and prior 'normal', which has no part for each label: choose 'mixture', 'swissRoll', or give a function`,
      );
    }
    return { draw: (count, random) => random.normal('prior', [count, latentDim]) };
  }
  if (latentDim < 2) {
    throw new OptionError(
      `latentDim is ${latentDim}, and prior '${chosen.name}' lies in a plane: give at least 2`,
    );
  }
  if (chosen.name === 'swissRoll') {
    const settings = { ...chosen, parts: classes ?? 1 };
    return { draw: (count, random, labels) => drawSwissRoll(settings, latentDim, count, random, labels) };
  }
  const components = chosen.components ?? classes ?? 10;
  if (classes !== undefined && components !== classes) {
    throw new OptionError(
      `classes is ${classes} and the mixture has ${components} components: each label has its own, give as many`,
    );
  }
  const settings = { ...chosen, components };
  return { draw: (count, random, labels) => drawMixture(settings, latentDim, count, random, labels) };
}
