import { expect, it } from 'vitest';
import { curvesOf } from './curves.js';

it('gathers each term over the epochs, training and validation apart, without values that are not finite', () => {
  const curves = curvesOf([
    { epoch: 1, terms: { loss: 5, kl: 1 }, validation: { loss: 6 } },
    { epoch: 2, terms: { loss: Number.NaN, kl: 2 }, validation: { loss: 4 } },
  ]);
  expect([...curves.keys()]).toEqual(['loss', 'kl']);
  expect(curves.get('loss')).toEqual([
    { series: 'training', epoch: 1, value: 5 },
    { series: 'validation', epoch: 1, value: 6 },
    { series: 'validation', epoch: 2, value: 4 },
  ]);
});
