import { DataError, ShapeError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { latentMap } from './latent-map.js';
import { toSvg } from './on-server.js';
import { scatter } from './scatter.js';

/** Centres of the dots of each colour, in picture coordinates. */
function dotsOf(svg: string): Map<string, [number, number][]> {
  const dots = new Map<string, [number, number][]>();
  for (const [path] of svg.matchAll(/<path[^>]*h0[^>]*>/g)) {
    const stroke = /stroke="([^"]+)"/.exec(path)![1]!;
    const points = [...path.matchAll(/M([\d.-]+),([\d.-]+)h0/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as [number, number],
    );
    dots.set(stroke, [...(dots.get(stroke) ?? []), ...points]);
  }
  return dots;
}

describe('scatter', () => {
  it('draws every point, coloured by label, up for larger y', () => {
    const picture = scatter({ values: [0, 0, 1, 0, 1, 1], shape: [3, 2] }, [2, 10, 10]);
    const dots = [...dotsOf(toSvg(picture)).values()];
    expect(dots.map((points) => points.length)).toEqual([1, 2]);
    const [[origin], [right, corner]] = dots as [[[number, number]], [[number, number], [number, number]]];
    expect(right![0]).toBeGreaterThan(origin![0]);
    expect(right![1]).toBe(origin![1]);
    expect(corner![1]).toBeLessThan(right![1]);
    expect(picture.alt).toBe('3 points in the plane, coloured by label: 2, 10.');
  });

  it('keeps ten thousand points within 160 kB', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => Math.sin(i * i));
    const labels = Array.from({ length: 10_000 }, (_, i) => i % 10);
    const svg = toSvg(scatter({ values, shape: [10_000, 2] }, labels));
    expect([...dotsOf(svg).values()].flat()).toHaveLength(10_000);
    expect(svg.length).toBeLessThan(160_000);
  });

  it('draws a single point', () => {
    expect(toSvg(scatter({ values: [3, 3], shape: [1, 2] }))).not.toContain('NaN');
  });

  it('names what does not fit', () => {
    expect(() => scatter({ values: [1, 2, 3], shape: [1, 3] })).toThrow(ShapeError);
    expect(() => scatter({ values: [1, 2], shape: [1, 2] }, [1, 2])).toThrow('2 labels for 1 points');
    expect(() => scatter({ values: [1, Number.NaN], shape: [1, 2] })).toThrow(DataError);
  });
});

describe('latentMap', () => {
  it.each([
    [1, 'the one latent dimension'],
    [2, 'the two latent dimensions'],
    [3, 'the first two principal components of 3 latent dimensions'],
  ])('maps codes of %i dimensions', (dimensions, what) => {
    const values = Array.from({ length: 12 * dimensions }, (_, i) => Math.cos(i * i));
    const picture = latentMap({ values, shape: [12, dimensions] });
    expect(picture.alt).toContain(what);
    expect([...dotsOf(toSvg(picture)).values()].flat()).toHaveLength(12);
  });

  it('flattens codes with a shape', () => {
    const values = Array.from({ length: 24 }, (_, i) => i % 7);
    expect(latentMap({ values, shape: [4, 2, 3, 1] }).alt).toContain('6 latent dimensions');
    expect(() => latentMap({ values, shape: [24] })).toThrow(ShapeError);
  });
});
