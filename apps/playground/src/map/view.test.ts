import { describe, expect, it } from 'vitest';
import { roundNumbers, viewOf } from './view.js';

describe('viewOf', () => {
  const extent = { x: [-2, 2], y: [0, 1] } as const;

  it('puts the corners of the extent into those of the map, upwards', () => {
    const view = viewOf(extent, 400, 300, false);
    expect(view.toPixel(-2, 0)).toEqual([0, 300]);
    expect(view.toPixel(2, 1)).toEqual([400, 0]);
    expect(view.seen).toEqual(extent);
  });

  it('has units of one length where asked for, and all of the extent is seen', () => {
    const view = viewOf(extent, 400, 300, true);
    const [left, top] = view.toPixel(0, 0);
    expect(view.toPixel(1, 0)[0] - left).toBeCloseTo(100);
    expect(top - view.toPixel(0, 1)[1]).toBeCloseTo(100);
    expect(view.seen).toEqual({ x: [-2, 2], y: [-1, 2] });
  });

  it('goes back from pixels', () => {
    for (const equal of [true, false]) {
      const view = viewOf(extent, 333, 217, equal);
      const [x, y] = view.toData(...view.toPixel(0.3, 0.8));
      expect(x).toBeCloseTo(0.3);
      expect(y).toBeCloseTo(0.8);
    }
  });
});

describe('roundNumbers', () => {
  it('takes steps of 1, 2 or 5', () => {
    expect(roundNumbers(-3.2, 3.1, 6)).toEqual([-2, 0, 2]);
    expect(roundNumbers(-3.2, 3.1, 7)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(roundNumbers(0, 0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(roundNumbers(0, 240, 5)).toEqual([0, 50, 100, 150, 200]);
  });

  it('has none of an empty range', () => {
    expect(roundNumbers(1, 1, 5)).toEqual([]);
    expect(roundNumbers(0, Number.NaN, 5)).toEqual([]);
  });
});
