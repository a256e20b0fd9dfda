import { useBackend } from '@autoencoders/core';
import { OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { undercompleteAutoencoder } from '@autoencoders/undercomplete';
import { beforeAll, expect, it } from 'vitest';
import { reducer } from './autoencoder-reducer.js';
import { ldaReducer, pcaReducer, tsneReducer } from './classical-reducers.js';
import { type CompareProgress, compareReductions } from './compare-reductions.js';
import { comparisonTable } from './comparison-table.js';
import { measure } from './measure.js';
import { smallData, smallOptions, smallStream } from './testing/small.js';

beforeAll(() => useBackend('cpu'));

it('fits, measures and times each, on the data and on what is held out', async () => {
  const model = undercompleteAutoencoder(smallOptions);
  const reducers = {
    autoencoder: reducer(model, { training: { epochs: 3 } }),
    pca: pcaReducer({ dimensions: 2 }),
    lda: ldaReducer({ dimensions: 1 }),
    tsne: tsneReducer({ perplexity: 5, iterations: 20 }),
  };
  await expectNoLeak(async () => {
    // A stream is brought to memory, and gives the labels that LDA needs.
    const heldOut = smallData(20, 40);
    const results = await compareReductions(reducers, smallStream(), { heldOut, seed: 3 });
    expect(Object.keys(results)).toEqual(['autoencoder', 'pca', 'lda', 'tsne']);

    const { pca, autoencoder, lda, tsne } = results;
    const alone = pcaReducer({ dimensions: 2 });
    const embedding = await alone.fit(smallData());
    const reconstruction = await alone.inverseTransform(embedding);
    expect(pca.embedding).toEqual(embedding);
    expect(pca.measures).toEqual(await measure(smallData(), embedding, { reconstruction, seed: 3 }));
    const placed = await alone.transform(heldOut);
    expect(pca.heldOut?.embedding).toEqual(placed);
    expect(pca.heldOut?.measures).toEqual(
      await measure(heldOut, placed, { reconstruction: await alone.inverseTransform(placed), seed: 3 }),
    );
    expect(autoencoder.embedding).toEqual(await reducers.autoencoder.transform(smallData()));
    expect(autoencoder.measures.reconstructionError).toBeGreaterThan(0);
    expect([lda.dimensions, lda.embedding.shape]).toEqual([1, [40, 1]]);
    expect(lda.measures).not.toHaveProperty('reconstructionError');
    expect(tsne).not.toHaveProperty('heldOut');
    for (const { seconds, measures } of Object.values(results)) {
      expect(seconds).toBeGreaterThan(0);
      expect(measures.knnAccuracy).toBeGreaterThan(0);
    }

    const table = comparisonTable(results);
    expect(table.map(({ name, examples }) => [name, examples])).toEqual([
      ['autoencoder', 'fitted'],
      ['autoencoder', 'held out'],
      ['pca', 'fitted'],
      ['pca', 'held out'],
      ['lda', 'fitted'],
      ['lda', 'held out'],
      ['tsne', 'fitted'],
    ]);
    expect(table[3]).toMatchObject({ method: 'pca', dimensions: 2, ...pca.heldOut?.measures });
  });
  model.dispose();
});

it('tells how far it is, and ends where it is told to', async () => {
  const reducers = { first: pcaReducer({ dimensions: 1 }), second: pcaReducer({ dimensions: 2 }) };
  const seen: CompareProgress[] = [];
  await compareReductions(reducers, smallData(), { onProgress: (progress) => seen.push(progress) });
  expect(seen[0]).toEqual({ name: 'first', fraction: 0, done: 0, count: 2 });
  expect(seen.at(-1)).toMatchObject({ name: 'second', done: 1, count: 2 });

  const controller = new AbortController();
  const reason = new Error('enough');
  const stopped = compareReductions(reducers, smallData(), {
    signal: controller.signal,
    onProgress: ({ name }) => name === 'second' && controller.abort(reason),
  });
  await expect(stopped).rejects.toBe(reason);
});

it('has classes only where there are some, and needs something to compare', async () => {
  const values = smallData().values(Array.from({ length: 40 }, (_, row) => row));
  const rows = { values, shape: [40, 6] };
  const reducers = { pca: pcaReducer({ dimensions: 1 }) };
  expect((await compareReductions(reducers, rows)).pca.measures).not.toHaveProperty('knnAccuracy');
  const labels = Array.from({ length: 40 }, (_, row) => row % 2);
  expect((await compareReductions(reducers, rows, { labels })).pca.measures).toHaveProperty('knnAccuracy');
  await expect(compareReductions({}, rows)).rejects.toThrow(OptionError);
});
