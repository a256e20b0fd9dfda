import type { Callback } from '@autoencoders/core';
import { type PenaltyTerm, stopGradient } from '@autoencoders/losses';
import * as tf from '@tensorflow/tfjs';

/** A sigmoid is never 0: below this a unit counts as idle. */
const idleSigmoid = 0.1;

/** Watches which units of the code are in use. */
export interface UnitWatch {
  /** Examples since each unit was last active, `[units]`. */
  readonly idle: tf.Variable;
  /** Terms that cost nothing and change nothing: units active per example, and the share of dead ones. */
  readonly terms: readonly PenaltyTerm[];
  /** 1 for each unit that is dead, `[units]`. */
  dead(): tf.Tensor1D;
  /** 1 where a unit is active, in the shape of the code. */
  active(code: tf.Tensor): tf.Tensor;
}

/** Counts, without a gradient, how long each unit has been idle. */
export function unitWatch(units: number, codeActivation: string, deadAfter: number): UnitWatch {
  const idle = tf.tidy(() => tf.variable(tf.zeros([units]), false));
  const least = codeActivation === 'sigmoid' ? idleSigmoid : 0;
  const active = (code: tf.Tensor) => tf.cast(tf.greater(code, least), 'float32');
  const dead = () => tf.cast(tf.greater(idle, deadAfter), 'float32') as tf.Tensor1D;
  const shared = { weight: 0, layers: [] };
  return {
    idle,
    active,
    dead,
    terms: [
      {
        ...shared,
        name: 'activeUnits',
        evaluate: ({ code }) => tf.mean(tf.sum(active(stopGradient(code)), 1)),
      },
      {
        ...shared,
        name: 'deadUnits',
        evaluate: ({ code, remember }) => {
          const used = tf.max(active(stopGradient(code)), 0);
          const next = tf.mul(tf.add(idle, code.shape[0]!), tf.sub(1, used));
          remember(idle, next);
          return tf.mean(tf.cast(tf.greater(next, deadAfter), 'float32'));
        },
      },
    ],
  };
}

/** The share of dead units from which it is worth a word. */
const worthAWord = 0.1;

/**
 * Warns once in a training, on the console, when more than a tenth of the units are dead at the end of an epoch.
 */
export function deadUnitWarning(deadAfter: number, remedy: string): Callback {
  let warned = false;
  return {
    onTrainBegin: () => {
      warned = false;
    },
    onEpochEnd: ({ epoch, terms }) => {
      const share = terms['reconstruction/deadUnits'] ?? 0;
      if (warned || share <= worthAWord) return;
      warned = true;
      console.warn(
        `${Math.round(100 * share)} % of the code's units were dead in epoch ${epoch}: not active for ${deadAfter} examples. ${remedy}`,
      );
    },
  };
}
