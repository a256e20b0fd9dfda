import { useBackend } from '@autoencoders/backend';
import type { Autoencoder } from '@autoencoders/core';
import { expectAllClose, expectNoLeak, testValues } from '@autoencoders/testing';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFilters } from './filters.js';
import { filtersSection } from './filters-section.js';

beforeAll(() => useBackend('wasm'));

/** What filters are read of. */
const model = (inputShape: number[], networks: Record<string, tf.LayersModel>) =>
  ({ inputShape, networks }) as unknown as Autoencoder;

/** A network of layers with repeatable weights that differ in size from unit to unit. */
function network(inputShape: number[], layers: tf.layers.Layer[]): tf.LayersModel {
  const made = tf.sequential({ layers: [tf.layers.inputLayer({ inputShape }), ...layers] });
  tf.tidy(() =>
    made.setWeights(made.getWeights().map(({ shape, size }) => tf.tensor(testValues(size), shape))),
  );
  return made;
}

/** The norms of pictures. */
const norms = (values: ArrayLike<number>, count: number) =>
  Array.from({ length: count }, (_, i) =>
    Math.hypot(...Array.from(values).slice((i * values.length) / count, ((i + 1) * values.length) / count)),
  );

describe('a dense model', () => {
  const create = (parameters = 1) =>
    model([2, 3, 1], {
      encoder: network([2, 3, 1], [tf.layers.flatten(), tf.layers.dense({ units: 5, name: 'first' })]),
      decoder: network(
        [5],
        [
          tf.layers.dense({ units: 4 }),
          tf.layers.dense({ units: 6 * parameters, name: 'last' }),
          tf.layers.reshape({ targetShape: [2, 3, parameters] }),
        ],
      ),
    });

  it('shows the weights into each unit and out of each, largest first', async () => {
    const dense = create();
    const [filters, features] = await readFilters(dense);
    expect(filters).toMatchObject({
      network: 'encoder',
      layer: 'first',
      kind: 'dense',
      count: 5,
      tied: false,
    });
    expect(features).toMatchObject({ network: 'decoder', layer: 'last', kind: 'dense', count: 4 });
    expect(filters!.pictures.shape).toEqual([5, 2, 3, 1]);
    expect(features!.pictures.shape).toEqual([4, 2, 3, 1]);

    const kernel = dense.networks.encoder!.getWeights()[0]!.arraySync() as number[][];
    const units = kernel[0]!.map((_, unit) => kernel.map((row) => row[unit]!));
    units.sort((a, b) => Math.hypot(...b) - Math.hypot(...a));
    expectAllClose(filters!.pictures.values, units.flat());
    const rows = dense.networks.decoder!.getWeights()[2]!.arraySync() as number[][];
    rows.sort((a, b) => Math.hypot(...b) - Math.hypot(...a));
    expectAllClose(features!.pictures.values, rows.flat());
  });

  it('keeps to the largest where there are many', async () => {
    const dense = create();
    const [all] = await readFilters(dense);
    const [some] = await readFilters(dense, 2);
    expect(some!.count).toBe(5);
    expect([...some!.pictures.values]).toEqual([...all!.pictures.values.slice(0, 12)]);
    expect(norms(all!.pictures.values, 5)).toEqual(norms(all!.pictures.values, 5).sort((a, b) => b - a));
  });

  it('shows the location where the decoder gives a spread, too', async () => {
    const dense = create(2);
    const [, features] = await readFilters(dense);
    const rows = (dense.networks.decoder!.getWeights()[2]!.arraySync() as number[][]).map((row) =>
      row.filter((_, index) => index % 2 === 0),
    );
    rows.sort((a, b) => Math.hypot(...b) - Math.hypot(...a));
    expect(features!.pictures.shape).toEqual([4, 2, 3, 1]);
    expectAllClose(features!.pictures.values, rows.flat());
  });

  it('leaves no tensor', async () => {
    const dense = create();
    await expectNoLeak(() => readFilters(dense));
  });
});

describe('a convolutional model', () => {
  const shape = [8, 8, 3];
  const options = { kernelSize: [3, 2] as [number, number], strides: 2, padding: 'same' as const };
  const create = (last: tf.layers.Layer) =>
    model(shape, {
      encoder: network(shape, [
        tf.layers.conv2d({ ...options, filters: 4, name: 'down' }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2 }),
      ]),
      decoder: network([4, 4, 5], [last]),
    });

  it('shows its kernels as patches', async () => {
    const conv = create(tf.layers.conv2dTranspose({ ...options, filters: 3, name: 'up' }));
    const [filters, patches] = await readFilters(conv);
    expect(filters).toMatchObject({ layer: 'down', kind: 'convolution', count: 4 });
    expect(filters!.pictures.shape).toEqual([4, 3, 2, 3]);
    expect(patches).toMatchObject({ layer: 'up', kind: 'convolution', count: 5 });
    expect(patches!.pictures.shape).toEqual([5, 3, 2, 3]);
    for (const [kernel, read] of [
      [conv.networks.encoder!, filters],
      [conv.networks.decoder!, patches],
    ] as const) {
      // The sum over all kernels does not depend on their order.
      const sum = (all: number[][][][], y: number, x: number, c: number) =>
        all.reduce((total, patch) => total + patch[y]![x]![c]!, 0);
      const weights = kernel.getWeights()[0]!.arraySync() as number[][][][];
      const pictures = tf.tidy(
        () => tf.tensor(read!.pictures.values, [...read!.pictures.shape]).arraySync() as number[][][][],
      );
      for (const [y, x, c] of [
        [0, 0, 0],
        [2, 1, 2],
        [1, 0, 1],
      ] as const) {
        const expected = weights[y]![x]![c]!.reduce((a, b) => a + b);
        expect(sum(pictures, y, x, c)).toBeCloseTo(expected, 5);
      }
    }
  });

  it('or a last convolution, whose patches belong to its inputs', async () => {
    const conv = create(tf.layers.conv2d({ ...options, strides: 1, filters: 6, name: 'last' }));
    const [, patches] = await readFilters(conv);
    expect(patches).toMatchObject({ layer: 'last', count: 5 });
    // Six channels are locations and spreads of three.
    expect(patches!.pictures.shape).toEqual([5, 3, 2, 3]);
    const kernel = conv.networks.decoder!.getWeights()[0]!.arraySync() as number[][][][];
    const sum = tf.tidy(() => tf.sum(tf.tensor(patches!.pictures.values, [5, 3, 2, 3]), 0).arraySync());
    const expected = kernel.map((row) =>
      row.map((inputs) => [0, 1, 2].map((c) => inputs.reduce((total, outputs) => total + outputs[c]!, 0))),
    );
    expectAllClose((sum as number[][][]).flat(2), expected.flat(2), { absolute: 1e-5 });
  });

  it('says in the report what is shown', async () => {
    const conv = create(tf.layers.conv2dTranspose({ ...options, filters: 3, name: 'up' }));
    const section = await filtersSection(conv);
    expect(section!.title).toBe('Filters and features');
    expect(section!.text![0]).toMatch(/mid-grey is 0, .* in red, green and blue each/);
    const captions = section!.pictures!.map(({ caption }) => caption);
    expect(captions[0]).toMatch(/^Filters .* the 4 kernels of layer down; mid-grey is 0\.$/);
    expect(captions[1]).toMatch(/^Patches .* the 5 kernels of layer up; mid-grey is 0\.$/);
    expect(section!.pictures![0]!.picture.alt).toContain('4 kernels of layer down');
  });
});

it('shows a kernel that both networks share once', async () => {
  const shared = tf.layers.dense({ units: 4, name: 'shared' });
  const tied = model([2, 2], {
    encoder: tf.sequential({ layers: [tf.layers.flatten({ inputShape: [2, 2] }), shared] }),
    decoder: tf.sequential({ layers: [tf.layers.inputLayer({ inputShape: [4] }), shared] }),
  });
  const found = await readFilters(tied);
  expect(found).toMatchObject([{ network: 'encoder', layer: 'shared', tied: true }]);
  expect((await filtersSection(tied))!.pictures![0]!.caption).toContain('the features of the decoder');
});

it('shows nothing where inputs are no images, or the kernels are not over their pixels', async () => {
  const vectors = network([6], [tf.layers.dense({ units: 2 })]);
  expect(await readFilters(model([6], { encoder: vectors, decoder: vectors }))).toEqual([]);
  const pooled = network(
    [4, 4, 1],
    [
      tf.layers.averagePooling2d({ poolSize: 2, strides: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2 }),
    ],
  );
  expect(await readFilters(model([4, 4, 1], { encoder: pooled }))).toEqual([]);
  expect(await filtersSection(model([4, 4, 1], { encoder: pooled }))).toBeUndefined();
  expect(await readFilters(model([4, 4, 1], {}))).toEqual([]);
});
