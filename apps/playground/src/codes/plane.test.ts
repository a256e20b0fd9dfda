import { describe, expect, it } from 'vitest';
import { codesAt, placesOf, planeOfDimensions, turnedTowards } from './plane.js';

describe('a plane of two dimensions', () => {
  const plane = planeOfDimensions(Float32Array.of(1, 2, 3, 4), 3, 1);

  it('sets those two and keeps the others', () => {
    expect([...codesAt(plane, [5, 6, 0, -1])]).toEqual([1, 6, 3, 5, 1, -1, 3, 0]);
  });

  it('reads them', () => {
    expect([...placesOf(plane, Float32Array.of(10, 20, 30, 40, 1, 2, 3, 4))]).toEqual([40, 20, 4, 2]);
  });
});

it('places are where codes came from, in any directions at right angles', () => {
  const plane = {
    origin: Float32Array.of(1, -1, 0.5),
    across: Float32Array.of(0.6, 0.8, 0),
    up: Float32Array.of(-0.8, 0.6, 0),
  };
  const places = placesOf(plane, codesAt(plane, [2, -3, 0.25, 7]));
  [2, -3, 0.25, 7].forEach((value, k) => {
    expect(places[k]).toBeCloseTo(value, 5);
  });
});

describe('turnedTowards', () => {
  const plane = { origin: Float32Array.of(0, 0), across: Float32Array.of(1, 0), up: Float32Array.of(0, 1) };

  it('turns round each direction that points away', () => {
    const before = { ...plane, across: Float32Array.of(-0.9, 0.1), up: Float32Array.of(0.3, 0.8) };
    const turned = turnedTowards(plane, before);
    expect([...turned.across]).toEqual([-1, -0]);
    expect([...turned.up]).toEqual([0, 1]);
  });

  it('leaves a plane of other codes alone', () => {
    const before = planeOfDimensions(Float32Array.of(0, 0, 0), 0, 1);
    expect(turnedTowards(plane, before)).toBe(plane);
    expect(turnedTowards(plane, undefined)).toBe(plane);
  });
});
