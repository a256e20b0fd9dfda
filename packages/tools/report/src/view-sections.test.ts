import { currentRandomSource, useBackend } from '@autoencoders/backend';
import type { Autoencoder, View } from '@autoencoders/core';
import { expectNoLeak } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it, vi } from 'vitest';
import { readDrawing } from './testing/read-drawing.js';
import { viewSections } from './view-sections.js';

beforeAll(() => useBackend('cpu'));

const examples = { values: Float32Array.from({ length: 48 }, (_, i) => i / 48), shape: [3, 4, 4, 1] };
const named = (title: string, rows: View['rows'], scale: View['scale'] = 'data'): View => ({
  title,
  caption: `What ${title} is.`,
  scale,
  rows,
});
const sections = (...views: View[]) => viewSections({ views } as unknown as Autoencoder, examples, 5);

it('shows rows of pictures under their names, for wide and narrow pages', async () => {
  const [section] = await sections(
    named('Noise', (x, random) => ({
      original: x.clone(),
      noisy: tf.add(x, random.uniform('noise', x.shape)),
    })),
  );
  expect(section!.title).toBe('Noise');
  const { picture, narrow, caption } = section!.pictures![0]!;
  expect(caption).toBe('What Noise is.');
  expect(picture.alt).toBe('Noise: original; noisy');
  expect(readDrawing(picture).texts.map(({ text }) => text)).toEqual(['original', 'noisy']);
  expect(narrow!.alt).toBe(picture.alt);
  expect(narrow!.width).toBeLessThanOrEqual(365);
});

it('hands on the examples, and draws that the seed repeats', async () => {
  const seen: number[][] = [];
  const view = named('Draws', (x, random) => {
    seen.push([...x.dataSync()], [...random.uniform('a', [2]).dataSync()]);
    seen.push([...currentRandomSource().uniform('a', [2]).dataSync()]);
    return { x: x.clone() };
  });
  await sections(view);
  await sections(view);
  expect(seen[0]).toEqual([...examples.values]);
  expect(seen[1]).toEqual(seen[2]);
  expect(seen.slice(3)).toEqual(seen.slice(0, 3));
});

it('centres weights at mid-grey', async () => {
  const weights = tf.tensor([-4, 0, 2, 0], [1, 2, 2, 1]);
  const [section] = await sections(named('Weights', () => ({ atoms: weights.clone() }), 'weights'));
  const [image] = readDrawing(section!.pictures![0]!.picture).images;
  const shades = [0.3, 0.7].flatMap((down) => [0.3, 0.7].map((across) => image!.at(across, down)[0]));
  expect(shades).toEqual([0, 128, 191, 128]);
  weights.dispose();
});

it('lays a single long row out as a grid', async () => {
  const [data, weights] = await sections(
    named('Data', () => ({ all: tf.ones([24, 4, 4]) })),
    named('Dictionary', () => ({ atoms: tf.ones([24, 4, 4]) }), 'weights'),
  );
  for (const section of [data, weights]) {
    const { picture, narrow } = section!.pictures![0]!;
    expect(picture.kind).toBe('raster');
    // Eight columns, three rows.
    expect(Math.round((3 * picture.width) / picture.height)).toBe(8);
    expect(narrow).toBeUndefined();
  }
  expect(weights!.pictures![0]!.picture.alt).toBe('Dictionary: atoms');
});

it('plots what is no image, the first of many', async () => {
  const [few, many] = await sections(
    named('Few', () => ({ a: tf.ones([3, 5]), b: tf.zeros([3, 5]) })),
    named('Many', () => ({ units: tf.ones([40, 2, 3, 2]) }), 'weights'),
  );
  expect(few!.pictures![0]!.caption).toBe('What Few is. Value over position.');
  expect(readDrawing(few!.pictures![0]!.picture).texts.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['a', 'b']),
  );
  expect(many!.pictures![0]!.caption).toContain('of the first 12 of 40');
  expect(many!.pictures![0]!.narrow!.width).toBeLessThan(many!.pictures![0]!.picture.width);
});

it('leaves out views with nothing to show', async () => {
  const empty = await sections(
    named('Empty', () => ({})),
    named('No picture', () => ({ dead: tf.zeros([0, 4, 4, 1]) })),
  );
  expect(empty).toEqual([]);
  expect(await viewSections({} as Autoencoder, examples, 0)).toEqual([]);
});

it('reads all views in one download, leaves no tensor, and lets weights live', async () => {
  const weights = tf.variable(tf.ones([2, 3, 3]));
  const views = [
    named('One', (x) => ({ x: tf.add(x, 1), y: tf.mul(x, 2) })),
    named('Other', () => ({ counts: tf.ones([2, 3, 3], 'int32') })),
    named('Weights', () => ({ weights }), 'weights'),
  ];
  const read = vi.spyOn(tf.Tensor.prototype, 'data');
  await expectNoLeak(() => sections(...views));
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
  expect(weights.isDisposed).toBe(false);
  weights.dispose();
});
