import { useBackend } from '@autoencoders/autorec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { someFilms } from '../testing/some-films.js';
import type { OpenModel, openModel } from './open-model.js';
import { recommending } from './recommending.js';

let some: ReturnType<typeof someFilms>;
beforeAll(async () => {
  await useBackend('cpu');
  some = someFilms();
});
afterAll(() => some.dispose());

const ratings = [{ item: 100, rating: 5 }];

/** Opens the model on engines one after another; the first goes away as told. */
function engines(fails: (recommender: OpenModel['recommender']) => Partial<OpenModel>) {
  const asked: string[] = [];
  const open: typeof openModel = async (_, choice) => {
    asked.push(choice);
    const { model } = some;
    const sound = { recommender: model, engine: choice, lost: () => false, close: () => {} };
    return asked.length === 1 ? { ...sound, ...fails(model) } : sound;
  };
  return { asked, open };
}

it('goes on with another engine when the graphics card is gone, also in the middle', async () => {
  let lost = false;
  const broken = (recommender: OpenModel['recommender']): Partial<OpenModel> => ({
    lost: () => lost,
    recommender: {
      ...recommender,
      foldIn: async () => {
        // The news comes after the failure.
        setTimeout(() => {
          lost = true;
        });
        throw new Error('Device is lost');
      },
    },
  });
  for (const fails of [broken, () => ({ lost: () => true })]) {
    lost = false;
    const { asked, open } = engines(fails);
    const it = recommending({ folder: 'x', catalogue: some.catalogue }, 'auto', open);
    const { best, engine, engineLost } = await it.recommend(ratings, { fame: 'any' }, 3);
    expect([best.length, engine, engineLost, asked]).toEqual([3, 'wasm', true, ['auto', 'wasm']]);
  }
});

it('passes other errors on, and opens again after one that came of opening', async () => {
  let times = 0;
  const { open } = engines(() => ({}));
  const flaky: typeof openModel = (...given) => {
    if (times++ === 0) throw new Error('no answer');
    return open(...given);
  };
  const it = recommending({ folder: 'x', catalogue: some.catalogue }, 'cpu', async (...given) =>
    flaky(...given),
  );
  await expect(it.recommend(ratings, { fame: 'any' }, 3)).rejects.toThrow('no answer');
  const unknown = [{ item: 5, rating: 5 }];
  await expect(it.recommend(unknown, { fame: 'any' }, 3)).rejects.toThrow('there is no item 5');
  expect((await it.recommend(ratings, { fame: 'any' }, 3)).engineLost).toBe(false);
});

it('stops giving reasons when other ratings come', async () => {
  const { open } = engines(() => ({}));
  const it = recommending({ folder: 'x', catalogue: some.catalogue }, 'cpu', open);
  expect(await it.explain([102])).toBeUndefined();
  await it.recommend(ratings, { fame: 'any' }, 3);
  const old = it.explain([102]);
  await it.recommend([...ratings, { item: 102, rating: 4 }], { fame: 'any' }, 3);
  expect(await old).toBeUndefined();
  expect(await it.explain([104])).toHaveLength(1);
});
