import { expect, it } from 'vitest';
import { withPoint } from './with-point.js';

it('keeps a curve short, and both its ends', () => {
  let curve: number[] = [];
  for (let point = 0; point < 1000; point++) {
    curve = withPoint(curve, point, 50);
    expect(curve.length).toBeLessThanOrEqual(50);
    expect([curve[0], curve.at(-1)]).toEqual([0, point]);
  }
  expect(curve).toEqual([...curve].sort((a, b) => a - b));
});
