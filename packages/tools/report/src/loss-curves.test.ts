import { DataError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { lossCurves } from './loss-curves.js';
import { toSvg } from './on-server.js';

const epochs = [4, 3, 1].map((loss, index) => ({
  epoch: index + 1,
  terms: { loss, kl: 2 },
  validation: { loss: loss + 1 },
}));

it('draws a panel for each term and a line for training and validation', () => {
  const picture = lossCurves({ epochs });
  const svg = toSvg(picture);
  const lines = [
    ...svg.matchAll(/<path[^>]*d="(M[^"]*L[^"]*)"[^>]*stroke="#|stroke="#[^>]*d="(M[^"]*L[^"]*)"/g),
  ];
  expect(lines).toHaveLength(3);
  const heights = (lines[0]![1] ?? lines[0]![2]!).split('L').map((point) => Number(point.split(',')[1]));
  // 4, 3, 1 fall, and the second step is twice the first.
  expect((heights[2]! - heights[1]!) / (heights[1]! - heights[0]!)).toBeCloseTo(2, 6);
  expect(svg).toContain('>validation</text>');
  expect(picture.alt).toContain('loss: training from 4 at epoch 1 to 1 at epoch 3, validation from 5');
});

it('draws a single epoch, and only the terms asked for', () => {
  const svg = toSvg(lossCurves({ epochs: epochs.slice(0, 1) }, { terms: ['kl'] }));
  expect(svg).not.toContain('NaN');
  expect(svg).not.toContain('>loss</text>');
  expect(svg).toContain('<circle');
});

it('leaves out the name of a phase that is the only one', () => {
  const named = (...terms: string[]) =>
    lossCurves({ epochs: [{ epoch: 1, terms: Object.fromEntries(terms.map((term, i) => [term, i])) }] }).alt;
  expect(named('elbo/loss', 'elbo/kl')).toMatch(/^loss: .* kl: /);
  expect(named('critic/loss', 'encoder/loss')).toMatch(/^critic\/loss: .* encoder\/loss: /);
});

it('draws a loss and a term that are the same once', () => {
  const picture = lossCurves({ epochs: [{ epoch: 1, terms: { loss: 2, negativeElbo: 2, kl: 1 } }] });
  expect(picture.alt).toBe('loss: training 2 at epoch 1. kl: training 1 at epoch 1.');
});

it('refuses a history without anything to draw', () => {
  expect(() => lossCurves({ epochs: [] })).toThrow(DataError);
});
