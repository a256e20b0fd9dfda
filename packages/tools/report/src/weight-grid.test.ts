import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { evenColumns } from './even-columns.js';
import { weightGrid } from './weight-grid.js';

const [gap, frame, grey] = [6, 1, 128];

it('puts 0 at mid-grey and each largest weight at black or white', () => {
  const weights = { values: [-2, 0, 1, 0.1, 0.05, 0, 0, 0, 0], shape: [3, 1, 3] };
  const picture = weightGrid(weights, { columns: 3, pixelSize: 1 });
  const { width, height, data } = decode(picture.png);
  expect([width, height]).toEqual([3 * (3 + 2 * frame) + 2 * gap, 1 + 2 * frame]);
  const row = Array.from({ length: width }, (_, x) => [...data.slice((width + x) * 2, (width + x) * 2 + 2)]);
  const line = [grey, 255];
  const open = new Array<number[]>(gap).fill([0, 0]);
  expect(row).toEqual([
    ...[line, [0, 255], [grey, 255], [191, 255], line],
    ...open,
    ...[line, [255, 255], [191, 255], [grey, 255], line],
    ...open,
    ...[line, [grey, 255], [grey, 255], [grey, 255], line],
  ]);
  expect(picture.alt).toBe('3 pictures of weights');
});

it('shows colours by one scale for all three', () => {
  const picture = weightGrid({ values: [1, -1, 0.5], shape: [1, 1, 1, 3] }, { pixelSize: 1 });
  const { width, data } = decode(picture.png);
  expect([...data.slice((width + frame) * 4, (width + frame) * 4 + 4)]).toEqual([255, 0, 191, 255]);
});

it.each([
  [1, 1],
  [7, 7],
  [11, 6],
  [32, 8],
  [64, 10],
  [100, 10],
])('lays %i out in %i columns', (count, columns) => expect(evenColumns(count)).toBe(columns));

it('names what does not fit', () => {
  expect(() => weightGrid({ values: [1, 2], shape: [2, 1] })).toThrow(ShapeError);
  expect(() => weightGrid({ values: [Number.POSITIVE_INFINITY], shape: [1, 1, 1] })).toThrow(DataError);
  expect(() => weightGrid({ values: [1], shape: [1, 1, 1] }, { columns: 0 })).toThrow(OptionError);
});
