import { OptionError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from './adam.js';
import { clipGradients } from './clip-gradients.js';
import type { OptimizerFactory } from './optimizer.js';
import { rmsProp } from './rms-prop.js';
import { constantRate, cosineDecay, exponentialDecay, stepDecay, warmUp } from './schedules.js';
import { sgd } from './sgd.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** f(w) = Σ (i + 1) w_i², with gradient 2 (i + 1) w_i. */
const gradientOf = (w: ArrayLike<number>) => Array.from(w, (value, i) => 2 * (i + 1) * value);
const start = [1.5, -0.7, 0.2];

type Rule = (w: number[], g: number[], step: number, memory: Record<string, number[]>) => number[];

const rules: Record<string, [OptimizerFactory, Rule]> = {
  adam: [adam(), adamRule(0)],
  adamW: [adam({ weightDecay: 0.1 }), adamRule(0.1)],
  sgd: [sgd(), (w, g) => w.map((value, i) => value - 0.05 * g[i]!)],
  momentum: [
    sgd({ momentum: 0.8 }),
    (w, g, _step, memory) => {
      memory.a = g.map((value, i) => 0.8 * (memory.a?.[i] ?? 0) + value);
      return w.map((value, i) => value - 0.05 * memory.a![i]!);
    },
  ],
  nesterov: [
    sgd({ momentum: 0.8, nesterov: true }),
    (w, g, _step, memory) => {
      memory.a = g.map((value, i) => 0.8 * (memory.a?.[i] ?? 0) + value);
      return w.map((value, i) => value - 0.05 * (g[i]! + 0.8 * memory.a![i]!));
    },
  ],
  rmsProp: [
    rmsProp(),
    (w, g, _step, memory) => {
      memory.v = g.map((value, i) => 0.9 * (memory.v?.[i] ?? 0) + 0.1 * value ** 2);
      return w.map((value, i) => value - (0.05 * g[i]!) / (Math.sqrt(memory.v![i]!) + 1e-8));
    },
  ],
};

/** Algorithm 1 of Kingma and Ba, as it stands there. */
function adamRule(decay: number): Rule {
  return (w, g, step, memory) => {
    memory.m = g.map((value, i) => 0.9 * (memory.m?.[i] ?? 0) + 0.1 * value);
    memory.v = g.map((value, i) => 0.999 * (memory.v?.[i] ?? 0) + 0.001 * value ** 2);
    return w.map((value, i) => {
      const m = memory.m![i]! / (1 - 0.9 ** step);
      const v = memory.v![i]! / (1 - 0.999 ** step);
      return value - 0.05 * (m / (Math.sqrt(v) + 1e-8) + decay * value);
    });
  };
}

describe.each(Object.entries(rules))('%s', (_name, [factory, rule]) => {
  it('follows its rule in double precision, and leaves nothing behind', async () => {
    await expectNoLeak(() => {
      const variable = tf.tidy(() => tf.variable(tf.tensor1d(start)));
      const optimizer = factory([variable]);
      let expected = start;
      const memory = {};
      for (let step = 1; step <= 30; step++) {
        const gradient = tf.tensor1d(gradientOf(variable.dataSync()));
        optimizer.apply([gradient], 0.05);
        gradient.dispose();
        expected = rule(expected, gradientOf(expected), step, memory);
      }
      expectAllClose(variable.dataSync(), expected, { relative: 1e-3, absolute: 1e-5 });
      optimizer.dispose();
      variable.dispose();
    });
  });

  it('goes on from a saved state to the bit', () => {
    const run = (variable: tf.Variable, optimizer: ReturnType<OptimizerFactory>, steps: number) => {
      for (let i = 0; i < steps; i++) optimizer.apply([tf.tensor1d(gradientOf(variable.dataSync()))], 0.05);
    };
    const whole = tf.variable(tf.tensor1d(start));
    const optimizer = factory([whole]);
    run(whole, optimizer, 7);
    const copy = tf.variable(whole.clone());
    const resumed = factory([copy]);
    resumed.restore(optimizer.steps, optimizer.state());
    run(whole, optimizer, 5);
    run(copy, resumed, 5);
    expect(copy.dataSync()).toEqual(whole.dataSync());
  });

  it('leaves a variable without a gradient alone', () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
    factory([a, b]).apply([undefined, tf.scalar(1)], 0.1);
    expect(a.dataSync()[0]).toBe(1);
    expect(b.dataSync()[0]).not.toBe(1);
  });
});

describe('clipping', () => {
  it('bounds the joint norm and leaves smaller gradients alone', () => {
    tf.tidy(() => {
      const [a, b] = clipGradients([tf.tensor1d([3, 0]), tf.scalar(4)], { norm: 1 });
      expectAllClose([...a!.dataSync(), b!.dataSync()[0]!], [0.6, 0, 0.8]);
      expectAllClose(clipGradients([tf.tensor1d([0.3, 0.4])], { norm: 1 })[0]!.dataSync(), [0.3, 0.4]);
    });
  });

  it('bounds each value', () => {
    tf.tidy(() => {
      expectAllClose(clipGradients([tf.tensor1d([-3, 0.2])], { value: 0.5 })[0]!.dataSync(), [-0.5, 0.2]);
    });
  });
});

describe('schedules', () => {
  it('follow their formulas', () => {
    expect(constantRate(0.1)(99)).toBe(0.1);
    expect(exponentialDecay(1, 0.5, 10)(20)).toBeCloseTo(0.25);
    expect(stepDecay(1, 0.5, 10)(19)).toBeCloseTo(0.5);
    expect([0, 50, 100, 200].map(cosineDecay(1, 100, 0.1))).toEqual([
      1,
      expect.closeTo(0.55),
      expect.closeTo(0.1),
      expect.closeTo(0.1),
    ]);
    expect([0, 4, 9, 20].map(warmUp(constantRate(1), 10))).toEqual([0.1, 0.5, 1, 1]);
  });

  it('refuse impossible rates', () => {
    expect(() => constantRate(-1)).toThrow(OptionError);
    expect(() => cosineDecay(1, 0)).toThrow(OptionError);
  });
});
