import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { imageGrid, imagePairs } from './image-grid.js';

const [gap, white] = [4, 255];

describe('imageGrid', () => {
  it('puts image i at row i / columns and column i % columns, with opacity', () => {
    const values = [0, 0.2, 0.4, 0.6, 0.8].flatMap((value) => [value, value, 1, 1]);
    const picture = imageGrid({ values, shape: [5, 2, 2, 1] }, { columns: 3, pixelSize: 2 });
    const { width, height, channels, data } = decode(picture.png);
    expect([width, height, channels]).toEqual([3 * 4 + 2 * gap, 2 * 4 + gap, 2]);
    expect([picture.width, picture.height]).toEqual([width, height]);
    const at = (x: number, y: number) => [...data.slice((y * width + x) * 2, (y * width + x) * 2 + 2)];
    expect(at(8, 0)).toEqual([51, white]);
    expect(at(8, 2)).toEqual([white, white]);
    expect(at(8, 9)).toEqual([204, white]);
    expect(at(5, 0)).toEqual([0, 0]);
    expect(at(18, 9)).toEqual([0, 0]);
  });

  it('shows colours', () => {
    const picture = imageGrid({ values: [1, 0, 0.5], shape: [1, 1, 1, 3] }, { pixelSize: 1 });
    expect([...decode(picture.png).data]).toEqual([255, 0, 128, 255]);
  });

  it('widens the range to values outside of [0, 1]', () => {
    const picture = imageGrid({ values: [-3, 1, 5], shape: [1, 1, 3] }, { pixelSize: 1 });
    expect([...decode(picture.png).data]).toEqual([0, 255, 128, 255, 255, 255]);
  });

  it('names what does not fit', () => {
    expect(() => imageGrid({ values: [1, 2], shape: [2, 1] })).toThrow(ShapeError);
    expect(() => imageGrid({ values: [1, 2], shape: [1, 1, 1] })).toThrow('hold 2 values, expected 1');
    expect(() => imageGrid({ values: [Number.NaN], shape: [1, 1, 1] })).toThrow(DataError);
    expect(() => imageGrid({ values: [], shape: [0, 1, 1] })).toThrow(OptionError);
  });
});

describe('imagePairs', () => {
  it('puts each reconstruction below its original', () => {
    const picture = imagePairs(
      { values: [0, 0.2, 0.4], shape: [3, 1, 1] },
      { values: [1, 0.8, 0.6], shape: [3, 1, 1] },
      { columns: 2, pixelSize: 1 },
    );
    const { width, height, data } = decode(picture.png);
    const grey = (column: number, row: number) => data[(row * (1 + gap) * width + column * (1 + gap)) * 2];
    expect([width, height]).toEqual([2 + gap, 4 + 3 * gap]);
    expect([grey(0, 0), grey(1, 0), grey(0, 1), grey(1, 1)]).toEqual([0, 51, 255, 204]);
    expect([grey(0, 2), grey(0, 3)]).toEqual([102, 153]);
  });

  it('refuses pairs of two sizes', () => {
    const [one, two] = [
      { values: [0], shape: [1, 1, 1] },
      { values: [0, 1], shape: [1, 1, 2] },
    ];
    expect(() => imagePairs(one, two)).toThrow(ShapeError);
  });
});
