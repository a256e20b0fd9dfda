import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { mapPanels } from './map-panels.js';
import { mapsSection } from './maps-section.js';
import { toSvg } from './on-server.js';
import type { Picture } from './picture.js';

const points = (...rows: number[][]) => ({ values: rows.flat(), shape: [rows.length, 2] });

/** The dots of each map by their colour. */
function mapsOf(picture: Picture) {
  const { document } = parseHTML(`<body>${toSvg(picture)}</body>`);
  const panels = [...document.querySelectorAll('svg svg')];
  return panels.map((panel) => {
    const paths = [...panel.querySelectorAll('path')].filter((path) =>
      path.getAttribute('d')?.includes('h0'),
    );
    const dots = paths.flatMap((path) => {
      const places = [...path.getAttribute('d')!.matchAll(/M([\d.-]+),([\d.-]+)h0/g)];
      return places.map(([, x, y]) => ({ colour: path.getAttribute('stroke')!, x: Number(x), y: Number(y) }));
    });
    return { x: Number(panel.getAttribute('x')), y: Number(panel.getAttribute('y')), dots };
  });
}

describe('mapPanels', () => {
  it('gives a label one colour in every map, and a unit one length along both axes', () => {
    const labels = ['b', 'a', 'b'];
    const [first, second] = mapsOf(
      mapPanels(
        {
          pca: { points: points([0, 0], [10, 0], [0, 5]) },
          umap: { points: points([3, 1], [1, 1], [2, 9]) },
        },
        { labels },
      ),
    );
    const colourOf = (map: typeof first, label: string) => {
      const found = map!.dots.filter((_, i) => [...labels].sort()[i] === label).map(({ colour }) => colour);
      return [...new Set(found)];
    };
    expect(colourOf(first, 'a')).toEqual(colourOf(second, 'a'));
    expect(colourOf(first, 'b')).toEqual(colourOf(second, 'b'));
    expect(colourOf(first, 'a')).not.toEqual(colourOf(first, 'b'));
    expect([first!.x, second!.x]).toEqual([0, 300]);
    // Drawn in the order of labels: a at (10, 0), b at (0, 0) and (0, 5).
    const [a, origin, up] = first!.dots;
    expect((a!.x - origin!.x) / 10).toBeCloseTo((origin!.y - up!.y) / 5, 1);
  });

  it('draws at most so many points, the same for the same seed', () => {
    const many = { values: Array.from({ length: 600 }, (_, i) => Math.sin(i * i)), shape: [300, 2] };
    const drawn = (seed: number) => mapsOf(mapPanels({ map: { points: many } }, { most: 40, seed }))[0]!.dots;
    expect(drawn(1)).toHaveLength(40);
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });

  it('draws points that are all the same', () => {
    expect(toSvg(mapPanels({ map: { points: points([2, 2], [2, 2]) } }))).not.toContain('NaN');
  });

  it('names what does not fit', () => {
    expect(() => mapPanels({})).toThrow(ShapeError);
    expect(() => mapPanels({ map: { points: { values: [1, 2, 3], shape: [1, 3] } } })).toThrow(ShapeError);
    expect(() => mapPanels({ map: { points: points([1, 2]) } }, { labels: [1, 2] })).toThrow(
      '2 labels for 1 points',
    );
    expect(() => mapPanels({ map: { points: points([1, Number.NaN]) } })).toThrow(DataError);
    expect(() => mapPanels({ map: { points: points([1, 2]) } }, { most: 0 })).toThrow(OptionError);
    const hidden = {
      values: Array.from({ length: 40 }, (_, i) => (i === 30 ? Number.NaN : i)),
      shape: [20, 2],
    };
    expect(() => mapPanels({ map: { points: hidden } }, { most: 1 })).toThrow('point 15 is');
  });
});

describe('mapsSection', () => {
  it('says how many points are drawn, and shows names and captions', () => {
    const maps = {
      pca: { points: points([0, 0], [1, 1]), caption: 'trustworthiness 0.9' },
      umap: { points: points([0, 1], [1, 0]) },
    };
    const { pictures } = mapsSection(maps, { labels: [0, 1], most: 1 });
    expect(pictures![0]!.caption).toMatch(/^1 of 2 examples, drawn by chance, coloured by label;/);
    const svg = toSvg(pictures![0]!.picture);
    expect(svg).toContain('>trustworthiness 0.9<');
    expect(svg).toContain('>umap<');
    expect(pictures![0]!.narrow!.width).toBe(300);
    expect(mapsSection(maps).pictures![0]!.caption).toMatch(/^2 examples\. /);
  });
});
