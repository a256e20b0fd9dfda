import { expect, it } from 'vitest';
import { formatFigure } from './format-figure.js';

it.each([
  [104.21789, '104.22'],
  [0.0123456, '0.012346'],
  [12345.678, '12346'],
  [-2.500004, '-2.5'],
  [60000, '60000'],
  [0.00001234, '1.234e-5'],
  [Number.NaN, 'NaN'],
])('writes %s as %s', (value, text) => expect(formatFigure(value)).toBe(text));
