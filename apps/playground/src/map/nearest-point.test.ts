import { expect, it } from 'vitest';
import { nearestPoint } from './nearest-point.js';
import { viewOf } from './view.js';

const view = viewOf({ x: [0, 1], y: [0, 1] }, 100, 100, true);
const points = Float32Array.from({ length: 400 }, (_, i) => ((i * 7919) % 1009) / 1009);

it('finds what a look at every point finds', () => {
  const odd = (index: number) => index % 2 === 1;
  const find = nearestPoint(points, view, odd);
  for (let left = 3; left < 100; left += 12) {
    for (let top = 1; top < 100; top += 12) {
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let index = 1; index < 200; index += 2) {
        const distance = Math.hypot(
          points[2 * index]! * 100 - left,
          100 - points[2 * index + 1]! * 100 - top,
        );
        if (distance < least) {
          least = distance;
          best = index;
        }
      }
      expect(find(left, top, 1000)).toBe(best);
      expect(find(left, top, least - 0.001)).toBeUndefined();
    }
  }
});

it('finds none among none, nor what has no place', () => {
  expect(nearestPoint(points, view, () => false)(5, 5, 1000)).toBeUndefined();
  const lost = Float32Array.of(Number.NaN, 0, 0.5, 0.5);
  expect(nearestPoint(lost, view, () => true)(0, 100, 1000)).toBe(1);
});
