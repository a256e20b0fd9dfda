import { describe, expect, it } from 'vitest';
import { extentOf, squareOf } from './extent.js';

describe('extentOf', () => {
  it('holds all points, with a margin', () => {
    expect(extentOf(Float32Array.of(0, 5, 10, 25, 4, 9), 0.1)).toEqual({ x: [-1, 11], y: [3, 27] });
  });

  it('leaves out what is not finite', () => {
    expect(extentOf(Float32Array.of(0, Number.NaN, 2, 4, Number.POSITIVE_INFINITY, 8), 0)).toEqual({
      x: [0, 2],
      y: [4, 8],
    });
  });

  it('has room around points in one place, and without points', () => {
    expect(extentOf(Float32Array.of(3, 0, 3, 0))).toEqual({ x: [1.5, 4.5], y: [-0.5, 0.5] });
    expect(extentOf(new Float32Array(0))).toEqual({ x: [-1, 1], y: [-1, 1] });
  });
});

describe('squareOf', () => {
  it('keeps the middle and the longer side', () => {
    expect(squareOf({ x: [0, 10], y: [2, 4] })).toEqual({ x: [0, 10], y: [-2, 8] });
  });
});
