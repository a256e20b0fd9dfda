import { ShapeError } from '@autoencoders/errors';
import { expect, it } from 'vitest';
import { toSvg } from './on-server.js';
import { seriesPairs } from './series-pairs.js';

it('draws each vector with its reconstruction', () => {
  const [x, y] = [
    { values: [0, 1, 2, 3, 4, 5], shape: [2, 3] },
    { values: [0, 1, 2, 3, 4, 4], shape: [2, 3] },
  ];
  const svg = toSvg(seriesPairs(x, y));
  expect(svg.match(/<circle/g)).toHaveLength(12);
  expect(svg).toContain('>reconstruction</text>');
  expect(() => seriesPairs(x, { values: [1], shape: [1, 1] })).toThrow(ShapeError);
});
