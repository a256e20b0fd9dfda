import { randomSource } from '@autoencoders/backend';
import { useBackend } from '@autoencoders/core';
import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { describe, it } from 'vitest';
import { adversarialOptions, adversary } from './index.js';
import { smoothDiscriminator } from './testing/smooth-discriminator.js';

const step = { step: 0, epoch: 0, training: true, random: randomSource(5) };
const softplus = (x: number) => Math.log(1 + Math.exp(x));

/** The smooth discriminator of two inputs with weights one after another, and the norm of its slope. */
function judged(
  weights: ArrayLike<number>,
  [x, y]: readonly [number, number],
): { logit: number; slope: number } {
  let [logit, slopeX, slopeY] = [weights[32]!, 0, 0];
  for (let unit = 0; unit < 8; unit++) {
    const [toX, toY] = [weights[unit]!, weights[8 + unit]!];
    const active = Math.tanh(toX * x + toY * y + weights[16 + unit]!);
    const out = weights[24 + unit]!;
    logit += out * active;
    slopeX += out * (1 - active ** 2) * toX;
    slopeY += out * (1 - active ** 2) * toY;
  }
  return { logit, slope: Math.hypot(slopeX, slopeY) };
}

describe.each(['cpu', 'wasm'] as const)('the gradient of the phase, on %s', (engine) => {
  it.each([
    ['wasserstein', 'wasserstein'],
    ['wasserstein', 'nonSaturating'],
    ['r1', 'nonSaturating'],
    ['r1', 'hinge'],
  ] as const)(
    'with the penalty %s is the slope of its definition, %s',
    async (gradientPenalty, adversarialLoss) => {
      await useBackend(engine);
      const [real, fake] = [testValues(10, -1, 1, 3), testValues(10, -1, 1, 4)];
      const network = smoothDiscriminator(2, 1);
      const settings = adversarialOptions.parse({
        gradientPenalty,
        adversarialLoss,
        gradientPenaltyWeight: 10,
      });
      const phase = adversary({ network, settings }).phase(() => ({
        real: [tf.tensor2d(real, [5, 2])],
        fake: [tf.tensor2d(fake, [5, 2])],
      }));
      const variables = [...phase.variables];
      let [loss, found, mix]: [number, number[], number[]] = [0, [], []];
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(
          () => phase.loss({ x: tf.zeros([5, 2]) }, step).loss,
          variables,
        );
        loss = value.dataSync()[0]!;
        found = variables.flatMap(({ name }) => [...grads[name]!.dataSync()]);
        mix = [...step.random.uniform('gradientPenalty/discriminator', [5]).dataSync()];
      });
      const point = variables.flatMap((variable) => [...variable.dataSync()]);
      const definition = (weights: ArrayLike<number>) => {
        let sum = 0;
        for (let row = 0; row < 5; row++) {
          const pair = (of: ArrayLike<number>) => [of[2 * row]!, of[2 * row + 1]!] as const;
          const [a, b, u] = [pair(real), pair(fake), mix[row]!];
          const between = [u * a[0] + (1 - u) * b[0], u * a[1] + (1 - u) * b[1]] as const;
          const [ofReal, ofFake] = [judged(weights, a), judged(weights, b)];
          if (adversarialLoss === 'nonSaturating') sum += softplus(-ofReal.logit) + softplus(ofFake.logit);
          else if (adversarialLoss === 'hinge')
            sum += Math.max(0, 1 - ofReal.logit) + Math.max(0, 1 + ofFake.logit);
          else sum += ofFake.logit - ofReal.logit;
          sum +=
            10 *
            (gradientPenalty === 'r1' ? ofReal.slope ** 2 / 2 : (judged(weights, between).slope - 1) ** 2);
        }
        return sum / 5;
      };
      expectAllClose([loss], [definition(point)]);
      expectAllClose(found, finiteDifferences(definition, point), { relative: 1e-3, absolute: 1e-4 });
      network.dispose();
    },
  );
});
