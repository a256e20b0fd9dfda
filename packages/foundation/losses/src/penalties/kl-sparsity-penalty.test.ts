import { useBackend } from '@autoencoders/backend';
import { OptionError } from '@autoencoders/errors';
import { expectAllClose, finiteDifferences, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { klSparsityPenalty, penaltyTerms } from '../index.js';
import { gradientsOf } from '../testing/gradients-of.js';
import { inputsOf, meansOf } from '../testing/reference-inputs.js';

describe('settings of a KL penalty', () => {
  it('are what is given, and else the usual', () => {
    expect(klSparsityPenalty()).toEqual({
      name: 'klSparsity',
      weight: 1,
      target: 0.05,
      estimate: 'batch',
      decay: 0.9,
      layers: ['code'],
    });
    const given = {
      weight: 3,
      target: 0.2,
      estimate: 'running',
      decay: 0,
      layers: ['encoder-hidden-1'],
    } as const;
    expect(klSparsityPenalty(given)).toEqual({ name: 'klSparsity', ...given });
  });

  it.each([
    [{ weight: -1 }, 'weight is -1'],
    [{ target: 0 }, 'target is 0'],
    [{ target: 1 }, 'target is 1'],
    [{ estimate: 'median' as never }, "estimate is 'median': choose one of batch, running"],
    [{ decay: 1 }, 'decay is 1'],
    [{ decay: -0.1 }, 'decay is -0.1'],
    [{ layers: [] }, 'layers is []'],
  ])('that are impossible are named (%#)', (options, message) => {
    expect(() => klSparsityPenalty(options)).toThrow(OptionError);
    expect(() => klSparsityPenalty(options)).toThrow(message);
  });
});

const target = 0.2;
const batch = 3;
/** A code of 2 units and the planes of a convolution; the same layer in three batches. */
const shapes = { code: [batch, 2], planes: [batch, 2, 1, 2] };
const layers = ['code', 'planes'] as const;
const batches = [5, 6, 7].map((seed) => ({
  code: testValues(6, 0.05, 0.9, seed),
  planes: testValues(12, 0.1, 0.95, 10 * seed),
}));

/** `Σ ρ log(ρ / ρ̂) + (1 - ρ) log((1 - ρ) / (1 - ρ̂))`. */
function divergence(means: readonly number[]): number {
  return means
    .map((mean) => target * Math.log(target / mean) + (1 - target) * Math.log((1 - target) / (1 - mean)))
    .reduce((sum, part) => sum + part);
}

/** Activations as a term asks for them, of flat tensors. */
const activationOf =
  (code: tf.Tensor, planes: tf.Tensor) =>
  (layer: string): tf.Tensor =>
    layer === 'code' ? tf.reshape(code, shapes.code) : tf.reshape(planes, shapes.planes);

describe.each(['cpu', 'wasm'] as const)('the KL term on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  it('is the divergence of the means over the batch, summed over units and layers, with its gradient', () => {
    const [term] = penaltyTerms(klSparsityPenalty({ weight: 3, target, layers }));
    expect(term).toMatchObject({ name: 'klSparsity', weight: 3, layers });
    expect(term!.stateShapes).toBeUndefined();
    const { code, planes } = batches[0]!;
    const { value, gradients } = gradientsOf(
      ([c, p]) => term!.evaluate(inputsOf({ activation: activationOf(c!, p!) })),
      [tf.tensor1d(code), tf.tensor1d(planes)],
    );
    const byHand = (at: ArrayLike<number>) => {
      const all = Array.from(at);
      return divergence([...meansOf(all.slice(0, 6), batch), ...meansOf(all.slice(6), batch)]);
    };
    const all = [...code, ...planes];
    expectAllClose([value], [byHand(all)]);
    expectAllClose(gradients, finiteDifferences(byHand, all));
  });
});

describe.each(['cpu', 'wasm'] as const)('the KL term of running means on %s', (engine) => {
  beforeAll(() => useBackend(engine));

  const decay = 0.75;
  const [term] = penaltyTerms(klSparsityPenalty({ target, estimate: 'running', decay, layers }));
  const shapeOf = (layer: string) => shapes[layer as keyof typeof shapes].slice(1);

  /** The variables that the term asks for, as a model makes them. */
  function freshState(): Record<string, tf.Variable> {
    return Object.fromEntries(
      Object.entries(term!.stateShapes!(shapeOf)).map(([name, { shape, value }]) => [
        name,
        tf.tidy(() => tf.variable(tf.fill([...shape], value), false)),
      ]),
    );
  }

  /** A step of training: value, gradient, and what is to be remembered, which is then assigned. */
  function step(state: Record<string, tf.Variable>, { code, planes }: (typeof batches)[number]) {
    const remembered = new Map<tf.Variable, Float32Array>();
    const { value, gradients } = gradientsOf(
      ([c, p]) =>
        term!.evaluate(
          inputsOf({
            activation: activationOf(c!, p!),
            state: (name) => state[name]!,
            remember: (variable, mean) => void remembered.set(variable, mean.dataSync() as Float32Array),
          }),
        ),
      [tf.tensor1d(code), tf.tensor1d(planes)],
    );
    const means = layers.map((layer) => {
      const variable = state[`meanActivation/${layer}`]!;
      const found = remembered.get(variable)!;
      tf.tidy(() => variable.assign(tf.tensor(found, variable.shape)));
      return [...found];
    });
    return { value, gradients, means, count: remembered.size };
  }

  it('asks for a variable of each layer, of the shape of its units', () => {
    expect(term!.stateShapes!(shapeOf)).toEqual({
      'meanActivation/code': { shape: [2], value: -1 },
      'meanActivation/planes': { shape: [2, 1, 2], value: -1 },
    });
  });

  it('is that of ρ̂ ← δ ρ̂ + (1 - δ) mean(a), begun with the first mean, which is what it remembers', () => {
    const state = freshState();
    let running: number[][] | undefined;
    for (const each of batches) {
      const ofBatch = layers.map((layer) => meansOf(each[layer], batch));
      const before = running;
      running = ofBatch.map((means, layer) =>
        means.map((mean, unit) => (before ? decay * before[layer]![unit]! + (1 - decay) * mean : mean)),
      );
      const { value, means, count } = step(state, each);
      expect(count).toBe(2);
      for (const [layer, found] of means.entries()) expectAllClose(found, running[layer]!);
      expectAllClose([value], [divergence(running.flat())]);
    }
    tf.dispose(state);
  });

  it('has the gradient of the mean that moves at once: 1 / (1 - δ) times its slope from the second step on', () => {
    const state = freshState();
    let running: number[] | undefined;
    for (const each of batches) {
      const before = running;
      const meansAt = (at: ArrayLike<number>) => {
        const all = Array.from(at);
        const means = [...meansOf(all.slice(0, 6), batch), ...meansOf(all.slice(6), batch)];
        return means.map((mean, unit) => (before ? decay * before[unit]! + (1 - decay) * mean : mean));
      };
      const all = [...each.code, ...each.planes];
      const slopes = finiteDifferences((at) => divergence(meansAt(at)), all);
      const { gradients } = step(state, each);
      expectAllClose(
        gradients,
        slopes.map((slope) => (before ? slope / (1 - decay) : slope)),
      );
      running = meansAt(all);
    }
    tf.dispose(state);
  });
});
