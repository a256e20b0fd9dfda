import { memoryStore, save, useBackend } from '@autoencoders/core';
import { DataError, ModelFormatError, OptionError, ShapeError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AutoRec, autoRec, cdae, loadRecommender, multDae, multVae, ratingsOf } from '../index.js';
import { smallRatings } from '../testing/small.js';

const ratings = smallRatings();
let model: AutoRec;

beforeAll(async () => {
  await useBackend('wasm');
  model = autoRec(ratings, { hidden: [3] });
});
afterAll(() => {
  model.dispose();
  model.autoencoder.dispose();
});

describe('a recommender names what is wrong', () => {
  it.each([
    [() => model.predict('nobody', 'item-1'), DataError, "there is no user 'nobody'"],
    [() => model.predict('user-1', 'nothing'), DataError, "there is no item 'nothing'"],
    [() => model.predictMany(['user-1'], []), ShapeError, 'there are 1 users and 0 items'],
    [() => model.recommend('user-1', 0), OptionError, 'n is 0'],
    [() => model.recommend('user-1', 3, { exclude: ['nothing'] }), DataError, "no item 'nothing'"],
    [() => model.recommend(1, 3), DataError, 'there is no user 1: the 20 known begin with'],
    [() => model.similarItems('nothing', 3), DataError, "no item 'nothing'"],
    [() => model.similarItems('item-1', 1.5), OptionError, 'n is 1.5'],
    [() => model.foldIn([{ item: 'nothing', rating: 3 }]), DataError, "no item 'nothing'"],
    [() => model.foldIn([{ item: 'item-1' }]), DataError, 'the rating of item "item-1" is NaN'],
    [() => model.foldIn([{ item: 'item-1', rating: 6 }]), DataError, 'is 6: give one from 1 to 5'],
    [
      () =>
        model.foldIn([
          { item: 'item-1', rating: 3 },
          { item: 'item-1', rating: 4 },
        ]),
      DataError,
      'item "item-1" is rated twice',
    ],
    [() => model.foldIn([], { regularization: 0 }), OptionError, 'regularization is 0'],
    [
      () => model.predictRatings(ratingsOf({ user: ['user-1'], item: ['other'], rating: [2] })),
      DataError,
      "no item 'other'",
    ],
    [() => model.fit({ epochs: -1 }), OptionError, 'epochs is -1'],
  ] as const)('asked for something impossible (%#)', async (ask, type, message) => {
    await expectNoLeak(async () => {
      await expect(ask()).rejects.toThrow(type);
      await expect(ask()).rejects.toThrow(message);
    });
  });

  it('trained on what holds no ratings', async () => {
    const dense = tf.ones([4, 20]);
    const { fit } = await import('@autoencoders/core');
    await expect(fit(model, dense, { epochs: 1 })).rejects.toThrow('the batch has no ratings to learn from');
    dense.dispose();
  });

  it.each([
    [() => autoRec(ratings, { hidden: [] }), 'hidden is []'],
    [() => autoRec(ratings, { l2: -1 }), 'l2 is -1'],
    [() => autoRec(ratings, { l2: { encoder: 1, decoder: -1 } }), 'l2'],
    [() => autoRec(ratings, { biases: { users: -1, items: 2 } }), 'biases.users is -1'],
    [() => autoRec(ratings, { inputMask: -2 }), 'inputMask is -2'],
    [() => autoRec(ratings, { inputDropout: 1 }), 'inputDropout is 1'],
    [() => autoRec(ratings, { orientation: 'film' as never }), "orientation is 'film'"],
    [() => autoRec(ratings, { colour: 'red' } as never), 'colour'],
    [() => autoRec(ratings, { activations: { decoder: 'relu' as never } }), 'outputActivation is "relu"'],
    [() => multDae(ratings, { latentDim: 0 }), 'latentDim is 0'],
    [() => multVae(ratings, { beta: -1 }), 'beta is -1'],
    [() => cdae(ratings, { negatives: 0 }), 'negatives is 0'],
    [() => multDae({ ...ratings, range: [-1, 1] }), "by 'implicitRatings(ratings, minimum)'"],
  ])('made with impossible options (%#)', (make, message) => {
    expect(make).toThrow(OptionError);
    expect(make).toThrow(message);
  });

  it('loaded from what does not fit', async () => {
    const store = memoryStore();
    await save(model, store);
    const files = new Map(await store.read());
    const manifest = JSON.parse(new TextDecoder().decode(files.get('application.json')));
    for (const options of [
      { ...manifest.options, users: { count: 3 } },
      { ...manifest.options, items: 'none' },
      { ...manifest.options, orientation: 'film' },
    ]) {
      const text = JSON.stringify({ ...manifest, options });
      await store.write(new Map(files).set('application.json', new TextEncoder().encode(text)));
      await expectNoLeak(() => expect(loadRecommender(store)).rejects.toThrow(ModelFormatError));
    }
  });
});
