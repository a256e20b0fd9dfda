import { expect, it } from 'vitest';
import { equalScales } from './equal-scales.js';

it('keeps what is there within, centred, with units of one length', () => {
  const size = { width: 300, height: 200 };
  const { x, y } = equalScales([0, 10], [-1, 1], size);
  expect((x[1] - x[0]) / size.width).toBeCloseTo((y[1] - y[0]) / size.height, 12);
  expect(x).toEqual([5 - 5.4, 5 + 5.4]);
  expect(y[0]).toBeCloseTo(-3.6, 12);
  expect(y[1]).toBeCloseTo(3.6, 12);
  const tall = equalScales([0, 1], [0, 10], size);
  expect(tall.y).toEqual([5 - 5.4, 5 + 5.4]);
});
