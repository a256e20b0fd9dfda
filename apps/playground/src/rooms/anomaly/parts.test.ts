import { arrayDataset } from '@autoencoders/data';
import { expect, test } from 'vitest';
import { partsByClass, partsOfAll, rareClass } from './parts.js';

/** Rows that hold their own number, and labels as given. */
function data(labels: readonly number[], from = 0) {
  const x = Float32Array.from(labels, (_, row) => from + row);
  return arrayDataset({ x, shape: [1], y: Int32Array.from(labels) });
}
const valuesOf = (part: ReturnType<typeof data>) => [
  ...part.values(Array.from({ length: part.size }, (_, i) => i)),
];

const labels = Array.from({ length: 90 }, (_, row) => (row % 9 === 0 ? 1 : row % 2 === 0 ? 0 : 2));
const loaded = {
  summary: { title: '', shape: [1], train: 90, test: 12, classes: ['a', 'b', 'c'], columns: ['x'] },
  train: data(labels),
  test: data([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2], 1000),
};

test('keeps the classes apart, and a tenth of the normal rows from the training', () => {
  const { train, heldBack, normal, odd, oddClasses } = partsByClass(loaded, [0, 2]);
  expect(oddClasses).toEqual(['b']);
  expect(valuesOf(normal)).toEqual([1000, 1002, 1003, 1005, 1006, 1008, 1009, 1011]);
  expect(valuesOf(odd!)).toEqual([1001, 1004, 1007, 1010]);
  expect(train.size + heldBack.size).toBe(80);
  expect(heldBack.size).toBe(8);
  const all = [...valuesOf(train), ...valuesOf(heldBack)];
  expect(new Set(all).size).toBe(80);
  expect(all.every((row) => labels[row] !== 1)).toBe(true);
});

test('says so when the classes chosen are too few', () => {
  expect(() => partsByClass(loaded, [1])).toThrow('10 examples to learn from');
});

test('with all normal, each half of the test part has its own use', () => {
  const { train, heldBack, normal } = partsOfAll(loaded);
  expect(train.size).toBe(90);
  expect([...valuesOf(heldBack), ...valuesOf(normal)].sort()).toEqual(valuesOf(loaded.test));
});

test('finds the rare class, and none where classes are of like size', () => {
  expect(rareClass(loaded)).toBe(1);
  expect(rareClass({ ...loaded, train: loaded.test })).toBeUndefined();
});
