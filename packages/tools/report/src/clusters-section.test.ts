import { DataError, ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { clustersSection } from './clusters-section.js';
import { toSvg } from './on-server.js';
import { readDrawing } from './testing/read-drawing.js';

const clusters = [0, 0, 0, 2];
const labels = ['x', 'y', 'y', 'z'];
const map = { values: [0, 0, 1, 1, 2, 2, 9, 9], shape: [4, 2] };

it('counts examples, and the labels that they have', () => {
  const { tables, pictures } = clustersSection({ clusters, labels, map });
  expect(tables![0]!.rows).toEqual([
    ['0', 3, '75.0 %', 'y', '66.7 %'],
    ['1', 0, '0.0 %', 'none', ''],
    ['2', 1, '25.0 %', 'z', '100.0 %'],
  ]);
  expect(pictures!.map(({ caption }) => caption)).toEqual([
    '4 examples, coloured by cluster.',
    'The same, coloured by label, which the clustering has not seen.',
  ]);
  const coloured = pictures!.map(({ picture }) => picture.alt);
  expect(coloured[0]).toContain('0, 2');
  expect(coloured[1]).toContain('x, y, z');
});

it('shows what stands for each cluster, with its number and size', () => {
  const prototypes = { values: [0, 1, 0.5], shape: [3, 1, 1, 1] };
  const { pictures, tables } = clustersSection({ clusters, sizes: [30, 0, 10], prototypes });
  const { images, texts } = readDrawing(pictures![0]!.picture);
  expect(images.map((image) => image.at(0.5, 0.5)[0])).toEqual([0, 255, 128]);
  expect(texts.map(({ text }) => text)).toEqual(['0 (30)', '1 (0)', '2 (10)']);
  expect(tables![0]!.rows[0]).toEqual(['0', 30, '75.0 %']);

  const series = { values: new Float32Array(15), shape: [3, 5] };
  const drawn = toSvg(clustersSection({ clusters, prototypes: series }).pictures![0]!.picture);
  expect(drawn).toContain('>0 (3)<');
});

it('draws a part of large maps', () => {
  const count = 50;
  const large = { values: Array.from({ length: 2 * count }, (_, i) => Math.sin(i * i)), shape: [count, 2] };
  const own = Array.from({ length: count }, (_, i) => i % 3);
  const { pictures } = clustersSection({ clusters: own, map: large }, { most: 20 });
  expect(pictures![0]!.caption).toBe('20 of 50 examples, drawn by chance, coloured by cluster.');
  expect(toSvg(pictures![0]!.picture).match(/h0/g)).toHaveLength(20);
});

it('names what does not fit', () => {
  expect(() => clustersSection({ clusters: [] })).toThrow(DataError);
  expect(() => clustersSection({ clusters: [0, -1] })).toThrow('the cluster of example 1 is -1');
  expect(() => clustersSection({ clusters: [0, 1.5] })).toThrow(DataError);
  expect(() => clustersSection({ clusters: [0, 3], sizes: [1, 1] })).toThrow('from 0 to 1');
  expect(() => clustersSection({ clusters, labels: ['x'] })).toThrow(ShapeError);
  expect(() => clustersSection({ clusters, map: { values: [1, 2], shape: [1, 2] } })).toThrow(ShapeError);
  const prototypes = { values: [0, 1], shape: [2, 1, 1, 1] };
  expect(() => clustersSection({ clusters, prototypes })).toThrow('3 names for 2 examples');
});
