import { expectAllClose, testValues } from '@autoencoders/testing';
import { describe, expect, it } from 'vitest';
import { lerp, slerp } from './slerp.js';

const norm = (code: ArrayLike<number>) => Math.hypot(...Array.from(code));
const a = testValues(16, -1, 1, 3);
const b = testValues(16, -1, 1, 8).map((value, _, all) => (value * norm(a)) / norm(all));
const places = [0, 0.1, 0.35, 0.5, 0.8, 1];

describe('a spherical way', () => {
  it('begins and ends at its ends, exactly', () => {
    expect([...slerp(a, b, 0)]).toEqual([...a]);
    expect([...slerp(a, b, 1)]).toEqual([...b]);
  });

  it('keeps the norm of codes of one norm, which the straight one does not', () => {
    for (const t of places) expect(norm(slerp(a, b, t))).toBeCloseTo(norm(a), 6);
    expect(norm(lerp(a, b, 0.5))).toBeLessThan(0.9 * norm(a));
  });

  it('turns by equal angles', () => {
    const angle = (x: ArrayLike<number>, y: ArrayLike<number>) =>
      Math.acos(Array.from(x).reduce((sum, value, i) => sum + value * y[i]!, 0) / norm(x) / norm(y));
    for (const t of places) expect(angle(a, slerp(a, b, t))).toBeCloseTo(t * angle(a, b), 5);
  });

  it('is that of a quarter of a turn in the plane', () => {
    const t = 0.3;
    expectAllClose(slerp([1, 0], [0, 2], t), [Math.cos(t * (Math.PI / 2)), 2 * Math.sin(t * (Math.PI / 2))], {
      relative: 1e-12,
    });
  });

  it.each([
    ['parallel codes', [1, 2], [2, 4]],
    ['equal codes', [1, 2], [1, 2]],
    ['opposite codes', [1, 2], [-1, -2]],
    ['a code of 0', [0, 0], [3, 4]],
    ['codes of 0', [0, 0], [0, 0]],
  ])('is the straight one of %s', (_name, from, to) => {
    for (const t of places) expect([...slerp(from, to, t)]).toEqual([...lerp(from, to, t)]);
  });
});
