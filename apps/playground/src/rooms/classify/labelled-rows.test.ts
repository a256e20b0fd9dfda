import { describe, expect, it } from 'vitest';
import { labelledRows } from './labelled-rows.js';

const labels = Int32Array.from({ length: 300 }, (_, row) => row % 3);
const classesOf = (rows: readonly number[]) =>
  [0, 1, 2].map((label) => rows.filter((row) => labels[row] === label).length);

describe('labelled rows', () => {
  it('are of every class alike, each once', () => {
    const rows = labelledRows(labels, 60, 1);
    expect(new Set(rows).size).toBe(60);
    expect(classesOf(rows)).toEqual([20, 20, 20]);
  });

  it('are all where all are asked for, though classes are of different sizes', () => {
    const uneven = [0, 0, 0, 0, 1, 1, 2];
    expect(labelledRows(uneven, 7, 3).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(labelledRows(uneven, 3, 3).map((row) => uneven[row])).toEqual([0, 1, 2]);
  });

  it('are the same for a seed, others for another, and more keep the fewer', () => {
    expect(labelledRows(labels, 20, 1)).toEqual(labelledRows(labels, 20, 1));
    expect(labelledRows(labels, 20, 2)).not.toEqual(labelledRows(labels, 20, 1));
    expect(labelledRows(labels, 50, 1).slice(0, 20)).toEqual(labelledRows(labels, 20, 1));
  });

  it('have a label', () => {
    expect(labelledRows([-1, 1, -1, 0], 4, 0).sort()).toEqual([1, 3]);
  });
});
