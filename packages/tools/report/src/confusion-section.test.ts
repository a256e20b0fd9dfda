import { DataError, ShapeError } from '@autoencoders/errors';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { confusionMap } from './confusion-map.js';
import { confusionSection } from './confusion-section.js';
import { toSvg } from './on-server.js';

/** Cats: 8 right, 2 taken for dogs. Dogs: all 30 right. Of birds there are none, yet one cat is taken for one. */
const confusion = {
  classes: [0, 1, 2],
  counts: Int32Array.from([8, 2, 1, 0, 30, 0, 0, 0, 0]),
  names: ['cat', 'dog', 'bird'],
};

function cellsOf(svg: string) {
  const { document } = parseHTML(`<body>${svg}</body>`);
  const filled = [...document.querySelectorAll('rect')].filter((cell) =>
    cell.getAttribute('fill')?.startsWith('#'),
  );
  return filled.map((cell) => ({
    x: Number(cell.getAttribute('x')),
    y: Number(cell.getAttribute('y')),
    fill: cell.getAttribute('fill'),
    opacity: Number(cell.getAttribute('fill-opacity')),
  }));
}

describe('confusionMap', () => {
  it('has truth in rows and predictions in columns, darker for a larger share of the row', () => {
    const cells = cellsOf(toSvg(confusionMap(confusion)));
    expect(cells).toHaveLength(9);
    const at = (row: number, column: number) => cells[row * 3 + column]!;
    expect(at(0, 1).y).toBe(at(0, 0).y);
    expect(at(0, 1).x).toBeGreaterThan(at(0, 0).x);
    expect(at(1, 0).y).toBeGreaterThan(at(0, 0).y);
    expect(at(0, 0).opacity).toBeCloseTo(Math.sqrt(8 / 11), 6);
    expect(at(0, 1).opacity).toBeCloseTo(Math.sqrt(2 / 11), 6);
    expect(at(1, 1).opacity).toBe(1);
    // A row without examples is empty, not NaN.
    expect([0, 1, 2].map((column) => at(2, column).opacity)).toEqual([0, 0, 0]);
    expect(at(0, 0).fill).toBe(at(1, 1).fill);
    expect(at(0, 1).fill).not.toBe(at(0, 0).fill);
  });

  it('tells counts, names and the worst confusions in words', () => {
    const picture = confusionMap(confusion);
    const svg = toSvg(picture);
    for (const text of ['8', '2', '30', 'cat', 'dog', 'bird', 'truth', 'predicted']) {
      expect(svg).toContain(`>${text}<`);
    }
    expect(picture.alt).toBe(
      'Confusion matrix of 3 classes, 92.7 % right. Most often cat taken for dog 2 times, cat taken for bird 1 times.',
    );
  });

  it('draws a single class, and many without counts', () => {
    expect(toSvg(confusionMap({ classes: [4], counts: [7] }))).toContain('>7<');
    const many = Array.from({ length: 100 }, (_, index) => index);
    const counts = many.flatMap((row) => many.map((column) => (row === column ? 777 : 0)));
    const picture = confusionMap({ classes: many, counts });
    expect(picture.width).toBeLessThan(1000);
    expect(toSvg(picture)).not.toContain('>777<');
  });

  it.each([
    [{ ...confusion, counts: [1, 2] }, ShapeError, '3 classes, 2 counts'],
    [{ ...confusion, names: ['cat'] }, ShapeError, '1 names'],
    [{ classes: [], counts: [] }, ShapeError, '0 classes'],
    [{ classes: [0, 1], counts: [0, 0, 0, 0] }, DataError, 'nothing to show'],
    [{ classes: [0, 1], counts: [1, -1, 0, 0] }, DataError, 'is -1'],
    [{ classes: [0, 1], counts: [1, Number.NaN, 0, 0] }, DataError, 'is NaN'],
  ])('names what is wrong: %j', (wrong, type, message) => {
    expect(() => confusionMap(wrong)).toThrow(type);
    expect(() => confusionSection(wrong)).toThrow(message);
  });
});

describe('confusionSection', () => {
  it('has precision, recall and F1 of each class', () => {
    const { text, tables } = confusionSection(confusion);
    expect(text).toEqual(['92.68 % of 41 examples are right.']);
    expect(tables![0]!.rows).toEqual([
      ['cat', 1, 0.7273, 0.8421, 11],
      ['dog', 0.9375, 1, 0.9677, 30],
      ['bird', 0, 0, 0, 0],
      ['mean', 0.6458, 0.5758, 0.6033, 41],
    ]);
  });
});
