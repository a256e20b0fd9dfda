import { DataError, OptionError, ShapeError } from '@autoencoders/errors';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { anomaliesSection } from './anomalies-section.js';
import { toSvg } from './on-server.js';
import type { Picture } from './picture.js';
import { rocDiagram } from './roc-diagram.js';
import { scoreHistogram } from './score-histogram.js';

/** Six normal examples, of which one is above the threshold of 4, and three anomalies, of which two are. */
const scores = [1, 1, 2, 2, 3, 6, 3.5, 8, 9];
const labels = [0, 0, 0, 0, 0, 0, 1, 1, 1];

const elements = (picture: Picture, selector: string) => {
  const { document } = parseHTML(`<body>${toSvg(picture)}</body>`);
  return [...document.querySelectorAll(selector)];
};
const number = (element: Element, name: string) => Number(element.getAttribute(name));

describe('scoreHistogram', () => {
  it('has bars whose heights are the roots of counts, and a line at the threshold', () => {
    const picture = scoreHistogram([0, 0, 0, 0, 5, 10], { bins: 10, threshold: 7.5 });
    const bars = elements(picture, 'rect');
    expect(bars).toHaveLength(3);
    const heights = bars.map((bar) => number(bar, 'height'));
    expect(heights[0]! / heights[1]!).toBeCloseTo(2, 6);
    expect(heights[1]).toBeCloseTo(heights[2]!, 6);
    const [first, middle, last] = bars.map((bar) => number(bar, 'x'));
    // Bins of width 1 from 0 to 10: the first, that of 5 and the last.
    expect((middle! - first!) / (last! - first!)).toBeCloseTo(5 / 9, 6);
    const line = elements(picture, '[stroke-dasharray] line, line[stroke-dasharray]')[0]!;
    // Half a pixel for each inset of a bar, and for the line's sharpness.
    const at = number(line, 'x1');
    expect(Math.abs(at - (first! + ((last! - first!) / 9) * 7.5))).toBeLessThan(1.5);
    expect(toSvg(picture)).toContain('>threshold 7.5<');
    expect(picture.alt).toBe(
      'Histogram of 6 scores from 0 to 10, median 0. 1 are above the threshold of 7.5.',
    );
  });

  it('names groups that occur, and gives each a colour', () => {
    const names = ['normal', 'anomaly', 'not labelled'];
    const picture = scoreHistogram(scores, { groups: labels, names });
    const svg = toSvg(picture);
    expect(svg).toContain('>normal<');
    expect(svg).toContain('>anomaly<');
    expect(svg).not.toContain('>not labelled<');
    const colours = new Set(elements(picture, 'rect').map((bar) => bar.getAttribute('fill')));
    expect(colours.size).toBe(2);
  });

  it('has a logarithmic axis for positive scores of far ranges only', () => {
    const far = [1, 1.2, 1.5, 2, 1000];
    const ratio = (values: readonly number[]) => {
      const bars = elements(scoreHistogram(values, { bins: 100 }), 'rect');
      const places = bars.map((bar) => number(bar, 'x'));
      return (places[1]! - places[0]!) / (places.at(-1)! - places[0]!);
    };
    expect(ratio(far)).toBeGreaterThan(0.01);
    // Below 0 nothing is logarithmic: all but the last are in one bar.
    expect(elements(scoreHistogram([-1, ...far], { bins: 100 }), 'rect')).toHaveLength(2);
  });

  it('draws scores that are all the same', () => {
    const picture = scoreHistogram([2, 2, 2]);
    expect(elements(picture, 'rect')).toHaveLength(1);
    expect(toSvg(picture)).not.toContain('NaN');
  });

  it.each([
    [[], {}, DataError, 'no scores'],
    [[1, Number.NaN], {}, DataError, 'the score of example 1 is NaN'],
    [[1], { threshold: Number.POSITIVE_INFINITY }, DataError, 'the threshold is Infinity'],
    [[1, 2], { groups: [0] }, ShapeError, '1 groups for 2 scores'],
    [[1], { groups: [1] }, ShapeError, 'the group of example 0 is 1, and there are 1 names'],
    [[1], { bins: 0 }, OptionError, 'bins is 0'],
    [[1], { width: 10 }, OptionError, 'width is 10'],
  ] as const)('names what is wrong: %j %j', (values, options, type, message) => {
    expect(() => scoreHistogram(values, options)).toThrow(type);
    expect(() => scoreHistogram(values, options)).toThrow(message);
  });
});

describe('rocDiagram', () => {
  it('draws the curve and the threshold', () => {
    const roc = { falsePositiveRates: [0, 0, 0.5, 1], truePositiveRates: [0, 0.5, 1, 1] };
    const picture = rocDiagram(roc, { at: { falsePositiveRate: 0.5, truePositiveRate: 1 } });
    const curve = elements(picture, 'path[stroke-width]').at(-1) ?? elements(picture, 'path').at(-1)!;
    const d = (curve.getAttribute('d') ?? '').match(/-?[\d.]+/g)!.map(Number);
    const [dot] = elements(picture, 'circle');
    // The third point of the curve is where the dot is.
    expect(d.slice(4, 6).map(Math.round)).toEqual([
      Math.round(number(dot!, 'cx')),
      Math.round(number(dot!, 'cy')),
    ]);
    expect(picture.alt).toContain('50.0 % of anomalies are found with 1 % of normal examples');
  });

  it('leaves out points that are one on paper', () => {
    const count = 100_000;
    const falsePositiveRates = Float64Array.from({ length: count }, (_, i) => i / (count - 1));
    const truePositiveRates = falsePositiveRates.map(Math.sqrt);
    expect(toSvg(rocDiagram({ falsePositiveRates, truePositiveRates })).length).toBeLessThan(60_000);
  });

  it.each([
    [[], [], DataError, 'no points'],
    [[0], [0, 1], ShapeError, '1 false-positive rates and 2'],
    [[0, 2], [0, 1], DataError, 'point 1 of the curve is (2, 1)'],
  ] as const)('names what is wrong: %j %j', (falsePositiveRates, truePositiveRates, type, message) => {
    const draw = () => rocDiagram({ falsePositiveRates, truePositiveRates });
    expect(draw).toThrow(type);
    expect(draw).toThrow(message);
  });
});

describe('anomaliesSection', () => {
  it('counts, judges and explains', () => {
    const worst = [
      { name: 9, score: 9, label: 'fault', cells: [{ name: 'speed', value: 55, expected: 1000 / 3 }] },
      { name: 8, score: 8, cells: [] },
    ];
    const section = anomaliesSection({ scores, threshold: 4, expectedFalseAlarmRate: 0.01, labels, worst });
    expect(section.text).toEqual([
      '3 of 9 examples are called anomalous: their scores are above the threshold of 4. ' +
        'A normal example that was not trained on is above it with a probability of 1 %.',
    ]);
    const [figures, odd] = section.tables!;
    // Of 18 pairs one anomaly is below one normal example; by hand.
    expect(figures!.rows).toEqual([
      ['AUROC', (17 / 18).toFixed(4)],
      ['average precision', ((1 + 1 + 3 / 4) / 3).toFixed(4)],
      ['precision at 3', (2 / 3).toFixed(4)],
      ['anomalies found', '2 of 3 (66.7 %)'],
      ['normal examples called anomalous', '1 of 6 (16.7 %)'],
    ]);
    expect(odd!.rows).toEqual([
      [9, 9, 'fault', 'speed 55 (333.33)'],
      [8, 8, '', ''],
    ]);
    expect(section.pictures).toHaveLength(2);
    expect(section.pictures![1]!.caption).toContain('area 0.9444');
  });

  it('leaves out what is not known', () => {
    const bare = anomaliesSection({ scores, threshold: 4 });
    expect([bare.pictures!.length, bare.tables!.length]).toEqual([1, 0]);
    const normal = anomaliesSection({
      scores,
      threshold: 4,
      labels: scores.map((_, at) => (at < 2 ? 0 : -1)),
    });
    expect(normal.tables![0]!.caption).toBe('Scores and labels, of 2 examples that have one');
    expect(normal.tables![0]!.rows).toEqual([
      ['anomalies found', 'none'],
      ['normal examples called anomalous', '0 of 2 (0 %)'],
    ]);
    expect(normal.pictures).toHaveLength(1);
    expect(toSvg(normal.pictures![0]!.picture)).toContain('>not labelled<');
    const unknown = anomaliesSection({ scores, threshold: 4, labels: scores.map(() => -1) });
    expect(unknown.tables).toEqual([]);
  });

  it('names what is wrong', () => {
    expect(() => anomaliesSection({ scores: [], threshold: 1 })).toThrow(DataError);
    expect(() => anomaliesSection({ scores, threshold: 1, labels: [1] })).toThrow(ShapeError);
    expect(() => anomaliesSection({ scores: [1, 2], threshold: 1, labels: [1, 2] })).toThrow(
      'the label of example 1 is 2',
    );
  });
});
