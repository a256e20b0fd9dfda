import type { Autoencoder, View } from '@autoencoders/core';
import { DataError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { modelReport } from './model-report.js';
import { htmlReport } from './on-server.js';
import { rowsDataset, tinyModel } from './testing/tiny-model.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
  await tf.ready();
});

const rows = Array.from({ length: 50 }, (_, row) =>
  Array.from({ length: 16 }, (_, column) => ((row * 7 + column * 5) % 11) / 10),
);
const labels = rows.map((_, row) => row % 3);

it('tells what the model shows of itself and what the caller knows', async () => {
  const model = tinyModel([4, 4, 1], 3, true);
  const report = await modelReport(model, rowsDataset(rows, [4, 4, 1], labels), {
    title: 'Tiny',
    history: { epochs: [{ epoch: 1, terms: { loss: 2 } }] },
    figures: { squaredError: 1.5 },
    run: { seed: 3, engine: 'cpu' },
    training: { epochs: 1 },
    examples: 7,
    samples: 9,
    batchSize: 20,
  });
  expect(report.sections.map(({ title }) => title)).toEqual([
    'Test figures',
    'Loss curves',
    'Originals and reconstructions',
    'Samples from the prior',
    'Traversals',
    'Filters and features',
    'Map of the latent space',
    'Configuration',
    'Networks',
  ]);
  const alts = report.sections.flatMap(({ pictures = [] }) => pictures.map(({ picture }) => picture.alt));
  expect(alts[1]).toContain('7 originals');
  expect(alts[2]).toBe('Samples from the prior: samples');
  expect(alts[3]).toContain('Traversals: code');
  expect(alts[4]).toContain('the 3 units of layer');
  expect(alts[5]).toContain('Map of 50 codes, coloured by label');
  const html = htmlReport(report);
  expect(html).toContain('<th scope="row">squaredError</th><td class="number">1.5</td>');
  expect(html).toContain('Network encoder: 51 parameters');
  expect(html).toContain('[4,4,1]');
  model.dispose();
});

it('leaves out what the model does not have, and draws what is no image as curves', async () => {
  const model = tinyModel([16], 2);
  const report = await modelReport(model, rowsDataset(rows, [16]), { examples: 2, points: 10 });
  expect(report.sections.map(({ title }) => title)).toEqual([
    'Originals and reconstructions',
    'Map of the latent space',
    'Configuration',
    'Networks',
  ]);
  const [pairs, map] = report.sections.map(({ pictures }) => pictures?.[0]?.picture);
  expect(pairs?.kind).toBe('vector');
  expect(map?.alt).toBe('Map of 10 codes: the two latent dimensions.');
  model.dispose();
});

it('does not colour by labels that are measurements', async () => {
  const model = tinyModel([16], 2);
  const measured = rowsDataset(
    rows,
    [16],
    rows.map((_, row) => row * 3),
  );
  const { sections } = await modelReport(model, measured);
  expect(sections[1]?.pictures?.[0]?.picture.alt).not.toContain('label');
  model.dispose();
});

/** A view of each example and its reconstruction. */
const view = (model: Autoencoder): View => ({
  title: 'There and back',
  caption: 'Examples and reconstructions.',
  scale: 'data',
  rows: (x) => ({ original: x.clone(), reconstruction: model.reconstruct(x) }),
});

it('shows the views a model has of itself, of ten examples however many are compared', async () => {
  const tiny = tinyModel([4, 4, 1], 3, true);
  const shown: number[] = [];
  const counted: View = {
    ...view(tiny),
    rows: (x, random) => {
      shown.push(x.shape[0]!);
      return view(tiny).rows(x, random);
    },
  };
  const model = { ...tiny, views: [counted, { ...counted, title: 'Again' }] };
  for (const examples of [2, 20]) {
    const data = rowsDataset(rows, [4, 4, 1], labels);
    const { sections } = await modelReport(model, data, { examples, batchSize: 4 });
    const titles = sections.map(({ title }) => title);
    expect(titles.slice(0, 7)).toEqual([
      'Originals and reconstructions',
      'Samples from the prior',
      'There and back',
      'Again',
      'Traversals',
      'Filters and features',
      'Map of the latent space',
    ]);
    expect(sections[0]!.pictures![0]!.picture.alt).toContain(`${examples} originals`);
  }
  expect(shown).toEqual([10, 10, 10, 10]);
  tiny.dispose();
});

it('keeps no tensor', async () => {
  const tiny = tinyModel([4, 4, 1], 3, true);
  const model = { ...tiny, views: [view(tiny)] };
  await expectNoLeak(() => modelReport(model, rowsDataset(rows, [4, 4, 1], labels), { batchSize: 20 }));
  model.dispose();
});

it('asks for two examples', async () => {
  const model = tinyModel([16], 2);
  await expect(modelReport(model, rowsDataset(rows.slice(0, 1), [16]))).rejects.toThrow(DataError);
  model.dispose();
});
