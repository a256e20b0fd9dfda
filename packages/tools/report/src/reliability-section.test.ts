import { DataError } from '@autoencoders/errors';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { toSvg } from './on-server.js';
import { reliabilityDiagram } from './reliability-diagram.js';
import { reliabilitySection } from './reliability-section.js';

/** A quarter at confidence 0.6 of which half is right, the others at 0.9 of which 80 % are. */
const bins = [
  { confidence: 0.6, accuracy: 0.5, count: 10 },
  { confidence: Number.NaN, accuracy: Number.NaN, count: 0 },
  { confidence: 0.9, accuracy: 0.8, count: 30 },
];

it('draws a dot for each bin that has predictions, its area by their share', () => {
  const picture = reliabilityDiagram({ 'as trained': bins });
  const svg = toSvg(picture);
  const { document } = parseHTML(`<body>${svg}</body>`);
  const number = (dot: Element, name: string) => Number(dot.getAttribute(name));
  const dots = [...document.querySelectorAll('circle')].map((dot) => ({
    x: number(dot, 'cx'),
    y: number(dot, 'cy'),
    r: number(dot, 'r'),
  }));
  // Larger ones are drawn first, that none is hidden.
  const [many, few] = dots;
  expect(dots).toHaveLength(2);
  expect(many!.x).toBeGreaterThan(few!.x);
  expect(many!.y).toBeLessThan(few!.y);
  expect([few!.r, many!.r]).toEqual([3 + 9 * Math.sqrt(0.25), 3 + 9 * Math.sqrt(0.75)]);
  expect(svg).not.toContain('NaN');
  expect(picture.alt).toBe(
    'Confidence against accuracy. as trained: mean confidence 82.5 %, accuracy 72.5 %.',
  );
});

it('tells the expected calibration error by its definition', () => {
  const { tables } = reliabilitySection({ raw: { bins }, given: { bins, expectedCalibrationError: 0.05 } });
  const [raw, given] = tables![0]!.rows;
  expect(raw!.slice(0, 2)).toEqual(['raw', 40]);
  const figures = raw!.slice(2) as number[];
  [0.825, 0.725, 0.25 * 0.1 + 0.75 * 0.1].forEach((expected, i) => {
    expect(figures[i]).toBeCloseTo(expected, 12);
  });
  expect(given![4]).toBe(0.05);
});

it('names what cannot be drawn', () => {
  expect(() => reliabilityDiagram({})).toThrow(DataError);
  expect(() => reliabilitySection({ raw: { bins: [bins[1]!] } })).toThrow('no predictions');
  const wrong = [{ confidence: 1.2, accuracy: 0.5, count: 1 }];
  expect(() => reliabilityDiagram({ raw: wrong })).toThrow("a bin of 'raw' has confidence 1.2");
});
