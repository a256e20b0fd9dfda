import { useBackend } from '@autoencoders/backend';
import { OptionError, ShapeError } from '@autoencoders/errors';
import { expectAllClose, expectNoLeak, finiteDifferences } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientsOf } from '../testing/gradients-of.js';
import {
  type AdversarialLossName,
  adversarialLossNames,
  discriminatorLoss,
  generatorLoss,
} from './adversarial-losses.js';

// The objectives as papers write them, of probabilities `D = σ(s)`, in double precision.
const probability = (s: number) => 1 / (1 + Math.exp(-s));
const logD = (s: number) => Math.log(probability(s));
const logNotD = (s: number) => Math.log(1 - probability(s));
const mean = (values: readonly number[], of: (s: number) => number) =>
  values.reduce((sum, s) => sum + of(s), 0) / values.length;

type Logits = readonly number[];

interface Reference {
  discriminator(real: Logits, fake: Logits, smoothing: number): number;
  generator(fake: Logits, real?: Logits): number;
}

const logistic = (real: Logits, fake: Logits, smoothing: number) =>
  -mean(real, (s) => (1 - smoothing) * logD(s) + smoothing * logNotD(s)) - mean(fake, logNotD);

const scores = (fake: Logits, real?: Logits) => (real ? mean(real, (s) => s) : 0) - mean(fake, (s) => s);

const references: Record<AdversarialLossName, Reference> = {
  nonSaturating: {
    discriminator: logistic,
    generator: (fake, real) => -mean(fake, logD) - (real ? mean(real, logNotD) : 0),
  },
  saturating: {
    discriminator: logistic,
    generator: (fake, real) => mean(fake, logNotD) + (real ? mean(real, logD) : 0),
  },
  leastSquares: {
    discriminator: (real, fake, smoothing) =>
      mean(real, (s) => (s - (1 - smoothing)) ** 2 / 2) + mean(fake, (s) => s ** 2 / 2),
    generator: (fake, real) =>
      mean(fake, (s) => (s - 1) ** 2 / 2) + (real ? mean(real, (s) => s ** 2 / 2) : 0),
  },
  hinge: {
    discriminator: (real, fake) =>
      -mean(real, (s) => Math.min(0, -1 + s)) - mean(fake, (s) => Math.min(0, -1 - s)),
    generator: scores,
  },
  wasserstein: {
    discriminator: (real, fake) => mean(fake, (s) => s) - mean(real, (s) => s),
    generator: scores,
  },
};

const real = [0.5, -1, 2];
const fake = [-0.3, 1.2];

/** Of those logits, worked out by hand: what the discriminator lowers, what the generator does, and it with `real`. */
const byHand: Record<AdversarialLossName, readonly [number, number, number]> = {
  // ζ(-0.5) + ζ(1) + ζ(-2) = 1.914267, by 3; ζ(-0.3) + ζ(1.2) = 2.017637, by 2. With ζ(s) - ζ(-s) = s.
  nonSaturating: [1.646907, 0.558819, 1.696907],
  saturating: [1.646907, -1.008819, -1.646907],
  // ½ (0.25 + 4 + 1) / 3 and ½ (0.09 + 1.44) / 2; ½ (1.69 + 0.04) / 2; ½ (0.25 + 1 + 4) / 3.
  leastSquares: [1.2575, 0.4325, 1.3075],
  // (0.5 + 2 + 0) / 3 and (0.7 + 2.2) / 2.
  hinge: [2.283333, -0.45, 0.05],
  wasserstein: [-0.05, -0.45, 0.05],
};

describe.each(['cpu', 'wasm'] as const)('on %s', (engine) => {
  beforeAll(async () => {
    await useBackend(engine);
  });

  describe.each(adversarialLossNames)('%s', (name) => {
    const smoothings = name === 'hinge' || name === 'wasserstein' ? [0] : [0, 0.1, 0.5];

    it('is what comes out by hand', () => {
      const [ofDiscriminator, ofGenerator, ofBoth] = byHand[name];
      tf.tidy(() => {
        const [r, f] = [tf.tensor1d(real), tf.tensor1d(fake)];
        expectAllClose(discriminatorLoss(name, r, f).dataSync(), [ofDiscriminator], { absolute: 2e-6 });
        expectAllClose(generatorLoss(name, f).dataSync(), [ofGenerator], { absolute: 2e-6 });
        expectAllClose(generatorLoss(name, f, r).dataSync(), [ofBoth], { absolute: 2e-6 });
      });
    });

    it.each(smoothings)("the discriminator's, smoothed by %d: value and gradients", async (smoothing) => {
      await expectNoLeak(() => {
        const tensors = [tf.tensor1d(real), tf.tensor2d(fake, [2, 1])];
        const options = smoothing === 0 ? {} : { labelSmoothing: smoothing };
        const found = gradientsOf(([r, f]) => discriminatorLoss(name, r!, f!, options), tensors);
        const at = (point: ArrayLike<number>) => {
          const all = Array.from(point);
          return references[name].discriminator(all.slice(0, 3), all.slice(3), smoothing);
        };
        expectAllClose([found.value], [at([...real, ...fake])], { relative: 1e-5 });
        expectAllClose(found.gradients, finiteDifferences(at, [...real, ...fake]), { absolute: 1e-5 });
        tf.dispose(tensors);
      });
    });

    it.each(['one side', 'both sides'])("the generator's, %s: value and gradients", async (sides) => {
      const both = sides === 'both sides';
      await expectNoLeak(() => {
        const tensors = [tf.tensor1d(fake), tf.tensor2d(real, [3, 1])];
        const found = gradientsOf(([f, r]) => generatorLoss(name, f!, both ? r : undefined), tensors);
        const at = (point: ArrayLike<number>) => {
          const all = Array.from(point);
          return references[name].generator(all.slice(0, 2), both ? all.slice(2) : undefined);
        };
        expectAllClose([found.value], [at([...fake, ...real])], { relative: 1e-5 });
        expectAllClose(found.gradients, finiteDifferences(at, [...fake, ...real]), { absolute: 1e-5 });
        tf.dispose(tensors);
      });
    });

    it('stays finite where the discriminator is certain, with finite gradients', () => {
      for (const [r, f] of [
        [200, -200],
        [-200, 200],
        [200, 200],
        [-200, -200],
      ] as const) {
        const tensors = [tf.tensor1d([r]), tf.tensor1d([f])];
        for (const loss of [
          ([a, b]: readonly tf.Tensor[]) => discriminatorLoss(name, a!, b!),
          ([a, b]: readonly tf.Tensor[]) => generatorLoss(name, b!, a!),
        ]) {
          const { value, gradients } = gradientsOf(loss, tensors);
          expect([value, ...gradients].every(Number.isFinite)).toBe(true);
        }
        tf.dispose(tensors);
      }
    });

    it('weighs the fake examples as asked', () => {
      tf.tidy(() => {
        const [r, f] = [tf.tensor1d(real), tf.tensor1d(fake)];
        const at = (fakeWeight: number) => discriminatorLoss(name, r, f, { fakeWeight }).dataSync()[0]!;
        expect(at(2.5)).toBeCloseTo(at(0) + 2.5 * (at(1) - at(0)), 5);
      });
    });
  });

  it('certainty costs its logit, and being right nothing', () => {
    tf.tidy(() => {
      const [high, low] = [tf.tensor1d([200]), tf.tensor1d([-200])];
      expect(discriminatorLoss('nonSaturating', low, high).dataSync()[0]).toBe(400);
      expect(discriminatorLoss('nonSaturating', high, low).dataSync()[0]).toBeCloseTo(0, 6);
      expect(generatorLoss('nonSaturating', low).dataSync()[0]).toBe(200);
      expect(generatorLoss('saturating', high).dataSync()[0]).toBe(-200);
    });
  });

  it('a generator that the discriminator sees through has a slope unless it saturates', () => {
    const slope = (name: AdversarialLossName) => {
      const logits = tf.tensor1d([-30]);
      const { gradients } = gradientsOf(([f]) => generatorLoss(name, f!), [logits]);
      logits.dispose();
      return Math.abs(gradients[0]!);
    };
    expect(slope('nonSaturating')).toBeCloseTo(1, 5);
    expect(slope('saturating')).toBeLessThan(1e-9);
  });
});

describe('the games', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  const value = (make: () => tf.Scalar) => tf.tidy(() => make().dataSync()[0]!);

  it.each([
    ['nonSaturating', 0, 2 * Math.LN2],
    ['saturating', 0, 2 * Math.LN2],
    ['leastSquares', 0.5, 0.25],
    ['hinge', 0, 2],
    ['wasserstein', 0.7, 0],
  ] as const)('%s: the discriminator has its saddle value where it cannot tell', (name, logit, expected) => {
    const found = value(() => discriminatorLoss(name, tf.fill([4], logit), tf.fill([4], logit)));
    expect(found).toBeCloseTo(expected, 6);
  });

  it('against the best discriminator of known densities it is 2 ln 2 less twice the Jensen-Shannon divergence', () => {
    // Three kinds of examples; the best logit is the log of the quotient of their densities. As many as 10 p of each.
    const [p, q] = [
      [0.5, 0.3, 0.2],
      [0.1, 0.3, 0.6],
    ] as const;
    const best = p.map((density, kind) => Math.log(density / q[kind]!));
    const drawn = (density: readonly number[]) =>
      density.flatMap((share, kind) => new Array<number>(Math.round(10 * share)).fill(best[kind]!));
    const divergence = p.reduce((sum, density, kind) => {
      const middle = (density + q[kind]!) / 2;
      return sum + (density * Math.log(density / middle)) / 2 + (q[kind]! * Math.log(q[kind]! / middle)) / 2;
    }, 0);
    const found = value(() => discriminatorLoss('saturating', tf.tensor1d(drawn(p)), tf.tensor1d(drawn(q))));
    expect(found).toBeCloseTo(2 * Math.LN2 - 2 * divergence, 5);
  });

  it.each(['saturating', 'wasserstein'] as const)('%s is a game of zero sum', (name) => {
    const [r, f] = [tf.tensor1d(real), tf.tensor1d(fake)];
    const whole = value(() => discriminatorLoss(name, r, f));
    const ofReal = value(() => discriminatorLoss(name, r, f, { fakeWeight: 0 }));
    expect(value(() => generatorLoss(name, f))).toBeCloseTo(-(whole - ofReal), 6);
    expect(value(() => generatorLoss(name, f, r))).toBeCloseTo(-whole, 6);
    tf.dispose([r, f]);
  });

  it('names what does not fit', () => {
    tf.tidy(() => {
      const [one, two] = [tf.zeros([3, 1]), tf.zeros([3, 2])];
      expect(() => discriminatorLoss('hinge', one, two)).toThrow(ShapeError);
      expect(() => discriminatorLoss('hinge', two, one)).toThrow('real');
      expect(() => generatorLoss('hinge', two)).toThrow(ShapeError);
      expect(() => generatorLoss('hinge', one, two)).toThrow('real');
      expect(() => generatorLoss('hinge', tf.scalar(1))).toThrow(ShapeError);
      const zeroSum = 'zeroSum' as AdversarialLossName;
      expect(() => discriminatorLoss(zeroSum, one, one)).toThrow(OptionError);
      expect(() => generatorLoss(zeroSum, one)).toThrow("'zeroSum'");
      const smoothed = (name: AdversarialLossName, labelSmoothing: number) =>
        discriminatorLoss(name, one, one, { labelSmoothing });
      expect(() => smoothed('nonSaturating', 1)).toThrow('labelSmoothing is 1');
      expect(() => smoothed('nonSaturating', -0.1)).toThrow(OptionError);
      expect(() => smoothed('hinge', 0.1)).toThrow("'hinge' has no target to smooth");
      expect(() => smoothed('wasserstein', 0.1)).toThrow(OptionError);
      expect(() => discriminatorLoss('hinge', one, one, { fakeWeight: -1 })).toThrow('fakeWeight is -1');
    });
  });
});
