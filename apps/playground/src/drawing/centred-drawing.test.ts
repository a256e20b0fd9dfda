import { mnist } from '@autoencoders/data/node';
import { describe, expect, it } from 'vitest';
import { centredDrawing, type Ink, scaledDrawing } from './centred-drawing.js';

const size = { width: 28, height: 28 };

/** Paper with full ink in rectangles `[left, top, width, height]`. */
function paper(width: number, height: number, ...rectangles: [number, number, number, number][]): Ink {
  const values = new Float32Array(width * height);
  for (const [left, top, wide, high] of rectangles) {
    for (let y = top; y < top + high; y++) values.fill(1, y * width + left, y * width + left + wide);
  }
  return { width, height, values };
}

function massOf(picture: Float32Array, width: number) {
  let [mass, x, y] = [0, 0, 0];
  picture.forEach((value, at) => {
    mass += value;
    x += value * ((at % width) + 0.5);
    y += value * (Math.floor(at / width) + 0.5);
  });
  return { mass, x: x / mass, y: y / mass };
}

function expectClose(picture: Float32Array, other: Float32Array, digits: number) {
  expect([...picture]).toEqual([...other].map((value) => expect.closeTo(value, digits)));
}

describe('a drawing scaled down', () => {
  it('takes the mean of what each pixel covers', () => {
    // 10 places a pixel: from 5 to 25 is half a pixel, a whole one, half a pixel.
    const picture = scaledDrawing(paper(280, 280, [5, 10, 20, 10]), size);
    expect([...picture.slice(28, 32)]).toEqual([0.5, 1, 0.5, 0].map((each) => expect.closeTo(each, 6)));
    expect(massOf(picture, 28).mass).toBeCloseTo(2, 5);
  });

  it('keeps a picture of the same size as it is', () => {
    const values = Float32Array.from({ length: 12 }, (_, at) => at / 12);
    expect(scaledDrawing({ width: 4, height: 3, values }, { width: 4, height: 3 })).toEqual(values);
  });
});

describe('a drawing centred', () => {
  it('fills 20 of 28 pixels with the longer side, around the pixel of index 14', () => {
    const picture = centredDrawing(paper(280, 280, [3, 120, 40, 80]), size);
    const expected = scaledDrawing(paper(280, 280, [95, 45, 100, 200]), size);
    expectClose(picture, expected, 5);
  });

  it('is the same wherever on the paper it was drawn, and however large', () => {
    const shape = (scale: number, left: number, top: number): Ink =>
      paper(280, 280, [left, top, 10 * scale, 20 * scale], [left, top + 15 * scale, 20 * scale, 5 * scale]);
    const small = centredDrawing(shape(4, 7, 9), size);
    const large = centredDrawing(shape(8, 71, 85), size);
    expectClose(large, small, 4);
  });

  it('has its centre of mass on that pixel', () => {
    const picture = centredDrawing(paper(200, 200, [20, 30, 10, 90], [30, 110, 50, 10]), size);
    const { x, y, mass } = massOf(picture, 28);
    expect(x).toBeCloseTo(14.5, 1);
    expect(y).toBeCloseTo(14.5, 1);
    // 90 places high become 20 pixels.
    expect(mass).toBeCloseTo(1400 * (20 / 90) ** 2, 2);
  });

  it('stays inside where it fills the picture, though its mass does not lie in its middle', () => {
    const ink = paper(160, 160, [40, 20, 20, 120], [40, 120, 80, 20]);
    const picture = centredDrawing(ink, { width: 8, height: 8 }, 1);
    expect(massOf(picture, 8).mass).toBeCloseTo((120 * 20 + 60 * 20) * (8 / 120) ** 2, 3);
  });

  it('leaves a dot small, and empty paper empty', () => {
    expect(massOf(centredDrawing(paper(280, 280, [100, 100, 10, 10]), size), 28).mass).toBeCloseTo(9, 4);
    expect(Math.max(...centredDrawing(paper(280, 280), size))).toBe(0);
  });

  it('finds pictures of MNIST again from enlarged ones, out of their place', async () => {
    const { test } = await mnist();
    const likeness = Array.from({ length: 40 }, (_, row) => {
      const original = test.values([row]);
      const enlarged = new Float32Array(280 * 280);
      for (let y = 0; y < 168; y++) {
        for (let x = 0; x < 168; x++) {
          enlarged[(y + 30) * 280 + x + 90] = original[Math.floor(y / 6) * 28 + Math.floor(x / 6)]!;
        }
      }
      return correlation(original, centredDrawing({ width: 280, height: 280, values: enlarged }, size));
    });
    // They were placed to whole pixels.
    expect(Math.min(...likeness)).toBeGreaterThan(0.8);
    expect(likeness.reduce((a, b) => a + b) / 40).toBeGreaterThan(0.95);
  }, 60_000);
});

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (of: Float32Array) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, at) => {
    const [x, y] = [value - meanA, b[at]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}
