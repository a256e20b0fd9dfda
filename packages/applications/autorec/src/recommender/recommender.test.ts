import { memoryStore, save, useBackend } from '@autoencoders/core';
import { expectAllClose, expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  autoRec,
  cdae,
  implicitRatings,
  loadRecommender,
  multDae,
  multVae,
  type Ratings,
  type Recommender,
  randomSplit,
  ratingsOf,
  ratingsOfUser,
  syntheticRatings,
} from '../index.js';
import { baselineOf } from '../ratings/baseline.js';
import { smallRatings } from '../testing/small.js';

beforeAll(() => useBackend('wasm'));

const ratings = smallRatings();

/** Disposes what a test made, whatever becomes of the test. */
async function withModel(model: Recommender, work: (model: Recommender) => Promise<void>): Promise<void> {
  try {
    await work(model);
  } finally {
    model.dispose();
    model.autoencoder.dispose();
  }
}

const rootMeanSquare = (predictions: Float32Array, { byUser: { values } }: Ratings) =>
  Math.sqrt(predictions.reduce((sum, p, i) => sum + (p - values[i]!) ** 2, 0) / values.length);

/** The row of ratings of a user or an item, 0 where there is none. */
function denseRow(
  { byUser, users, items }: Ratings,
  orientation: 'user' | 'item',
  index: number,
): Float32Array {
  const row = new Float32Array(orientation === 'user' ? items.size : users.size);
  for (let user = 0; user < users.size; user++) {
    for (let cell = byUser.offsets[user]!; cell < byUser.offsets[user + 1]!; cell++) {
      const item = byUser.columns[cell]!;
      if (orientation === 'user' && user === index) row[item] = byUser.values[cell]!;
      if (orientation === 'item' && item === index) row[user] = byUser.values[cell]!;
    }
  }
  return row;
}

describe.each(['item', 'user'] as const)('AutoRec of rows by %s', (orientation) => {
  it('finds the structure that was planted, better than the baseline', async () => {
    const all = await syntheticRatings({ users: 400, items: 120, ratings: 16_000, rank: 2, noise: 0.2 });
    const { train, test } = randomSplit(all, 0.1, { seed: 1 });
    const { mean, users, items } = baselineOf(train.byUser, 120);
    const baseline = test.byUser.values.slice();
    for (let user = 0; user < 400; user++) {
      for (let cell = test.byUser.offsets[user]!; cell < test.byUser.offsets[user + 1]!; cell++) {
        baseline[cell] = mean + users[user]! + items[test.byUser.columns[cell]!]!;
      }
    }
    const model = autoRec(train, { orientation, hidden: [30], l2: 10, biases: true });
    await withModel(model, async () => {
      const { epochs } = await model.fit({ epochs: 40, batchSize: 32, learningRate: 5e-3, validation: test });
      const error = rootMeanSquare(await model.predictRatings(test), test);
      expect(error).toBeLessThan(0.8 * rootMeanSquare(baseline, test));
      // Validation is of the same predictions, but for the clipping.
      const { 'ratings/squaredError': squares, 'ratings/targets': count } = epochs.at(-1)!.validation!;
      expect(Math.sqrt(squares! / count!)).toBeCloseTo(error, 1);
    });
  });

  it('predicts what the autoencoder reconstructs, clipped', async () => {
    const model = autoRec(ratings, { orientation, hidden: [6], l2: 0.1 });
    await withModel(model, async () => {
      await model.fit({ epochs: 30, learningRate: 0.02 });
      const [user, item] = [ratings.users.indexOf('user-4')!, ratings.items.indexOf('item-7')!];
      const row = denseRow(ratings, orientation, orientation === 'user' ? user : item);
      const whole = tf.tidy(() =>
        model.autoencoder.reconstruct(tf.tensor2d(row, [1, row.length])).dataSync(),
      );
      const expected = Math.min(5, Math.max(1, whole[orientation === 'user' ? item : user]!));
      await expectNoLeak(async () => {
        expect(await model.predict('user-4', 'item-7')).toBeCloseTo(expected, 4);
        const many = await model.predictMany(['user-1', 'user-4', 'user-1'], ['item-3', 'item-7', 'item-9']);
        expect(many[1]).toBeCloseTo(expected, 4);
        expect(many[2]).toBe(await model.predict('user-1', 'item-9'));
      });
    });
  });

  it('recommends the items of the highest predictions that are not rated or excluded', async () => {
    const model = autoRec(ratings, { orientation, hidden: [6], biases: true });
    await withModel(model, async () => {
      await model.fit({ epochs: 10 });
      const rated = new Set(ratingsOfUser(ratings, 'user-2').map(({ item }) => item));
      const others = Array.from({ length: 18 }, (_, i) => `item-${i}`).filter((item) => !rated.has(item));
      const predicted = await model.predictMany(
        others.map(() => 'user-2'),
        others,
      );
      const best = others
        .map((item, at) => ({ item, score: predicted[at]! }))
        .sort((a, b) => b.score - a.score);
      await expectNoLeak(async () => {
        const found = await model.recommend('user-2', 3);
        expect(found.map(({ item }) => item)).toEqual(best.slice(0, 3).map(({ item }) => item));
        expectAllClose(
          found.map(({ score }) => score),
          best.slice(0, 3).map(({ score }) => score),
        );
        const exclude = [best[0]!.item, best[2]!.item];
        const without = await model.recommend('user-2', 2, { exclude });
        expect(without.map(({ item }) => item)).toEqual([best[1]!.item, best[3]!.item]);
        const seen = ratingsOf(
          { user: ['user-2', 'user-5'], item: [best[0]!.item, best[1]!.item], rating: [1, 1] },
          { range: [1, 5] },
        );
        const unseen = await model.recommend('user-2', 2, { seen });
        expect(unseen.map(({ item }) => item)).toEqual([best[1]!.item, best[2]!.item]);
        const both = { exclude: [best[1]!.item], seen };
        expect((await model.recommendMany(['user-5', 'user-2'], 1, both))[1]![0]!.item).toBe(best[2]!.item);
        expect(await model.recommend('user-2', 100, { includeRated: true, seen })).toHaveLength(18);
        expect(await model.recommend('user-2', 100)).toHaveLength(others.length);
        expect(await model.recommend('user-2', 100, { includeRated: true })).toHaveLength(18);
        const [first, second] = await model.recommendMany(['user-5', 'user-2'], 3);
        expect(first).toEqual(await model.recommend('user-5', 3));
        expect(second).toEqual(found);
      });
    });
  });

  it('predicts the baseline where a user or an item has no rating', async () => {
    const some = ratingsOf(
      { user: ['a', 'a', 'b', 'b', 'c'], item: ['x', 'y', 'x', 'z', 'x'], rating: [5, 3, 4, 2, 4] },
      { users: ['a', 'b', 'c', 'none'], items: ['x', 'y', 'z', 'unseen'], range: [1, 5] },
    );
    const model = autoRec(some, { orientation, hidden: [3] });
    await withModel(model, async () => {
      await model.fit({ epochs: 2 });
      const { mean, users, items } = baselineOf(some.byUser, 4, 1);
      expect(await model.predict('none', 'x')).toBeCloseTo(mean + items[0]!, 4);
      expect(await model.predict('b', 'unseen')).toBeCloseTo(mean + users[1]!, 4);
      expect((await model.recommend('none', 9)).map(({ item }) => item)[0]).toBe('x');
      const similar = await model.similarItems('x', 9);
      expect(similar.map(({ item }) => item).sort()).toEqual(['y', 'z']);
    });
  });

  it('folds a new user in who rated as one who was there, and predicts much the same', async () => {
    const model = autoRec(ratings, { orientation, hidden: [6], l2: 0.5, biases: true });
    await withModel(model, async () => {
      await model.fit({ epochs: 150, batchSize: 32, learningRate: 0.02 });
      await expectNoLeak(async () => {
        const fresh = await model.foldIn(ratingsOfUser(ratings, 'user-3'), { regularization: 0.25 });
        const items = Array.from({ length: 18 }, (_, i) => `item-${i}`);
        const known = await model.predictMany(
          items.map(() => 'user-3'),
          items,
        );
        const gaps = items.map((item, at) => Math.abs(fresh.predict(item) - known[at]!));
        if (orientation === 'user') expect(Math.max(...gaps)).toBeLessThan(1e-2);
        else expect(gaps.reduce((sum, gap) => sum + gap, 0) / 18).toBeLessThan(0.5);
        const best = await fresh.recommend(2, { exclude: ['item-0'] });
        const rated = ratingsOfUser(ratings, 'user-3').map(({ item }) => item);
        for (const { item } of best) expect([...rated, 'item-0']).not.toContain(item);
        const stranger = await model.foldIn([]);
        expect(Number.isFinite(stranger.predict('item-1'))).toBe(true);
      });
    });
  });

  it('finds items that are liked by the same people', async () => {
    const model = autoRec(ratings, { orientation, hidden: [6], l2: 0.1 });
    await withModel(model, async () => {
      await model.fit({ epochs: 100, batchSize: 32, learningRate: 0.02 });
      const found = await model.similarItems('item-1', 6);
      const same = found.filter(({ item }) => Number(String(item).slice(5)) % 2 === 1);
      expect(same.length).toBeGreaterThanOrEqual(5);
      expect(found[0]!.similarity).toBeLessThanOrEqual(1);
    });
  });
});

describe.each([
  ['Mult-DAE', (train: Ratings) => multDae(train, { hidden: [20], latentDim: 10 })],
  ['Mult-VAE', (train: Ratings) => multVae(train, { hidden: [20], latentDim: 10, annealingSteps: 50 })],
  ['CDAE', (train: Ratings) => cdae(train, { hidden: 10, negatives: 'all' })],
])('%s', (_, make) => {
  it('recommends from the taste of a user, known or new', async () => {
    const chosen = implicitRatings(ratings, 4);
    await withModel(make(chosen), async (model) => {
      await model.fit({ epochs: 80, batchSize: 20, learningRate: 0.02 });
      // Users of one parity choose items of that parity.
      for (const user of ['user-2', 'user-7']) {
        const parity = Number(user.slice(5)) % 2;
        const [best] = await model.recommend(user, 1);
        expect(Number(String(best!.item).slice(5)) % 2).toBe(parity);
        expect(best!.score).toBeGreaterThan(0);
        expect(best!.score).toBeLessThan(1);
      }
      const fresh = await model.foldIn([{ item: 'item-1' }, { item: 'item-3' }]);
      const [best] = await fresh.recommend(1);
      expect(Number(String(best!.item).slice(5)) % 2).toBe(1);
    });
  });
});

it('is saved with its ids and ratings', async () => {
  const mixed = ratingsOf({ user: [1, '1', 'b', 1], item: ['x', 7, 7, 7], rating: [1, 2, 3, 5] });
  const model = autoRec(mixed, { hidden: [2], activations: { decoder: 'sigmoid' } });
  const store = memoryStore();
  await model.fit({ epochs: 2 });
  await save(model, store);
  const loaded = await loadRecommender(store);
  expect(loaded.ratings.users.toJSON()).toEqual([1, '1', 'b']);
  expect(loaded.ratings.byUser).toEqual(mixed.byUser);
  expect(await loaded.predict('1', 'x')).toBe(await model.predict('1', 'x'));
  expect(await loaded.recommend(1, 5)).toEqual([]);
  expect(ratingsOfUser(loaded.ratings, 1)).toEqual([
    { item: 'x', rating: 1 },
    { item: 7, rating: 5 },
  ]);
  for (const made of [model, loaded]) {
    made.dispose();
    made.autoencoder.dispose();
  }
});

it('predicts ratings whose users and items are numbered otherwise', async () => {
  const model = autoRec(ratings, { hidden: [3] });
  await withModel(model, async () => {
    await model.fit({ epochs: 2 });
    const test = ratingsOf({ user: ['user-9', 'user-1'], item: ['item-4', 'item-2'], rating: [1, 5] });
    const found = await model.predictRatings(test);
    expectAllClose(found, await model.predictMany(['user-9', 'user-1'], ['item-4', 'item-2']));
    await model.fit({ epochs: 1, validation: test });
  });
});
