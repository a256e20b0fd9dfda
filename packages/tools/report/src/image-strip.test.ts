import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { imageStrip } from './image-strip.js';
import { readDrawing } from './testing/read-drawing.js';
import { toPng } from './to-png.js';

/** Even images of 8 by 8, one for each brightness. */
const even = (...levels: number[]) => ({
  values: levels.flatMap((level) => new Array<number>(64).fill(level)),
  shape: [levels.length, 8, 8, 1],
});

describe('a strip', () => {
  const picture = imageStrip({ original: even(0, 0.2), 'with noise': even(0.4, 0.6), '': even(0.8, 1) });
  const { images, texts } = readDrawing(picture);

  it('has a row for each name and a column for each picture', () => {
    const [image] = images;
    expect(images).toHaveLength(1);
    const shades = [1, 3, 5].map((row) => [1, 3].map((column) => image!.at(column / 4, row / 6)[0]));
    expect(shades).toEqual([
      [0, 51],
      [102, 153],
      [204, 255],
    ]);
    expect(picture.alt).toBe('2 pictures in a row: original; with noise; ');
  });

  it('has each name at the left of its row, in the middle', () => {
    const [image] = images;
    const rowHeight = image!.height / 3;
    expect(texts.map(({ text }) => text)).toEqual(['original', 'with noise', '']);
    for (const [row, { x, y }] of texts.entries()) {
      expect(x).toBeLessThan(image!.x);
      expect(Math.abs(y - image!.y - (row + 0.5) * rowHeight)).toBeLessThan(8);
    }
  });

  it('ends where its pictures end', () => {
    const [image] = images;
    expect(picture.width - image!.x - image!.width).toBeCloseTo(0, 0);
    expect(picture.height - image!.height).toBeCloseTo(0, 0);
  });

  it('can be read in a PNG: names are inside it and beside the pictures', () => {
    const { width, height, channels, data } = decode(toPng(picture, { scale: 1 }));
    const left = Math.floor(images[0]!.x);
    /** Dark pixels of a column of the first row. */
    const dark = (x: number) => {
      let count = 0;
      for (let y = 0; y < height / 3; y++) if (data[(y * width + x) * channels]! < 128) count++;
      return count;
    };
    const inked = Array.from({ length: left }, (_, x) => dark(x)).reduce((a, b) => a + b);
    expect(inked).toBeGreaterThan(50);
    expect(dark(0) + dark(left - 3)).toBe(0);
  });
});

it('goes on below where the width ends, in parts as even as can be', () => {
  const levels = Array.from({ length: 10 }, (_, index) => index / 10);
  const strip = (width: number) => imageStrip({ first: even(...levels), second: even(...levels) }, { width });
  for (const [width, blocks] of [
    [900, 1],
    [360, 2],
    [160, 5],
  ] as const) {
    const picture = strip(width);
    const { images, texts } = readDrawing(picture);
    expect(images).toHaveLength(blocks);
    expect(texts).toHaveLength(2 * blocks);
    expect(picture.width).toBeLessThanOrEqual(width + 5);
    const columns = 10 / blocks;
    expect(images.at(-1)!.at(0.5 / columns, 0.25)[0]).toBe(Math.round((255 * (10 - columns)) / 10));
    const lowest = images.at(-1)!;
    expect(lowest.y + lowest.height).toBeLessThanOrEqual(picture.height);
  }
});

it('shows large pictures small, and rows that are shorter with open places', () => {
  const large = { values: new Float32Array(3 * 300 * 200), shape: [3, 300, 200] };
  const picture = imageStrip({
    all: large,
    one: { values: new Float32Array(300 * 200), shape: [1, 300, 200] },
  });
  expect(picture.height).toBeLessThan(160);
  const [image] = readDrawing(picture).images;
  expect([image!.at(5 / 6, 0.25)[1], image!.at(1 / 6, 0.75)[1], image!.at(5 / 6, 0.75)[1]]).toEqual([
    255, 255, 0,
  ]);
});

it('breaks long names', () => {
  const { texts } = readDrawing(imageStrip({ 'decoded from the code of the noisy image': even(0) }));
  expect(texts.map(({ text }) => text)).toEqual(['decoded from', 'the code of', 'the noisy', 'image']);
});

it('shows all data by one scale, weights each by its own about mid-grey', () => {
  const rows = { a: even(-1, 0), b: even(2, 3) };
  const shades = (scale: 'data' | 'weights') => {
    const [image] = readDrawing(imageStrip(rows, { scale })).images;
    return [0.25, 0.75].flatMap((down) => [0.25, 0.75].map((across) => image!.at(across, down)[0]));
  };
  expect(shades('data')).toEqual([0, 64, 191, 255]);
  expect(shades('weights')).toEqual([0, 128, 255, 255]);
});

it('names what does not fit', () => {
  expect(() => imageStrip({})).toThrow(ShapeError);
  expect(() => imageStrip({ a: even(0), b: { values: [0], shape: [1, 1, 1] } })).toThrow(
    /of one size, they are: 'a' \[1, 8, 8, 1\], 'b' \[1, 1, 1\]/,
  );
  expect(() => imageStrip({ a: { values: [0, 0], shape: [1, 1, 1, 2] } })).toThrow(ShapeError);
  expect(() => imageStrip({ a: even(Number.NaN) })).toThrow(DataError);
  expect(() => imageStrip({ a: even(Number.NaN) }, { scale: 'weights' })).toThrow(DataError);
  expect(() => imageStrip({ a: even(0) }, { width: 10 })).toThrow(OptionError);
});
