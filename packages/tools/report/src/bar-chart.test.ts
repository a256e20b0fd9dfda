import { DataError, OptionError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { barChart } from './bar-chart.js';
import { toSvg } from './node.js';

const labels = { xLabel: 'stars', yLabel: 'ratings' };
const bars = [
  { name: '1', count: 10 },
  { name: '2', count: 0 },
  { name: '3', count: 40 },
];

describe('a chart of bars', () => {
  it('has bars whose heights are the counts, in the order given', () => {
    const svg = toSvg(barChart(bars, labels));
    const found = [...svg.matchAll(/<rect[^>]*>/g)].map(([tag]) => tag);
    const heights = found.map((tag) => Number(/ height="([\d.]+)"/.exec(tag)![1]));
    expect(heights).toHaveLength(3);
    expect(heights[2]! / heights[0]!).toBeCloseTo(4, 6);
    expect(heights[1]).toBe(0);
    const places = found.map((tag) => Number(/ x="([\d.]+)"/.exec(tag)![1]));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('says what it shows', () => {
    const svg = toSvg(barChart(bars, labels));
    for (const text of ['stars', 'ratings', '40']) expect(svg).toContain(`>${text}<`);
    expect(svg).toContain('aria-label="ratings by stars: 1 10, 2 0, 3 40."');
  });

  it.each([
    [[], /no bars/],
    [[{ name: 'a', count: -1 }], /'a' is -1/],
    [[{ name: 'a', count: Number.NaN }], /'a' is NaN/],
    [[...bars, { name: '1', count: 2 }], /two bars named '1'/],
  ])('refuses %j', (wrong, message) => {
    expect(() => barChart(wrong, labels)).toThrow(DataError);
    expect(() => barChart(wrong, labels)).toThrow(message);
  });

  it('refuses to be too narrow', () => {
    expect(() => barChart(bars, { ...labels, width: 20 })).toThrow(OptionError);
  });
});
