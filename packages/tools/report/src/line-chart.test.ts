import { DataError } from '@autoencoders/errors';
import { describe, expect, it } from 'vitest';
import { lineChart } from './line-chart.js';
import { toSvg } from './node.js';

const labels = { xLabel: 'rank', yLabel: 'singular value', alt: 'two spectra' };

describe('a chart of lines', () => {
  it('draws and names each, with its axes', () => {
    const svg = toSvg(
      lineChart(
        [
          { name: 'plain', values: [3, 2, 1] },
          { name: 'contractive', values: [2, 1] },
        ],
        labels,
      ),
    );
    for (const text of ['plain', 'contractive', 'rank', 'singular value']) expect(svg).toContain(text);
    expect(svg.match(/<path[^>]* d="M/g)?.length).toBeGreaterThanOrEqual(2);
    expect(svg).toContain('aria-label="two spectra"');
  });

  it('leaves a gap where a logarithm has no value', () => {
    const svg = toSvg(
      lineChart([{ name: 'one', values: [100, 0, 10, 1] }], { ...labels, logarithmic: true }),
    );
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('refuses to draw nothing', () => {
    expect(() => lineChart([], labels)).toThrow(DataError);
    expect(() => lineChart([{ name: 'one', values: [0] }], { ...labels, logarithmic: true })).toThrow(
      '1 lines',
    );
  });
});
