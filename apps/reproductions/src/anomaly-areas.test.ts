import { describe, expect, it } from 'vitest';
import { meanArea, meanAreas, meanOfSets, setsAhead } from './anomaly-areas.js';
import { type Areas, autoencoderMethods, otherMethods } from './anomaly-methods.js';

/** Areas of one seed, 0.5 for all but those that are given. */
function areas(given: Partial<Areas>): Areas {
  const all = [...autoencoderMethods, ...otherMethods].map((method) => [method, 0.5]);
  return { ...(Object.fromEntries(all) as Areas), ...given };
}

const found = new Map([
  ['WBC', [areas({ PCA: 0.75, VAE: 0.5 }), areas({ PCA: 0.25, VAE: 0.75 })]],
  ['Wilt', [areas({ PCA: 1, VAE: 0.875 }), areas({ PCA: 0.5, VAE: 0.125 })]],
]);

describe('areas of tables and seeds', () => {
  it('are averaged over the seeds first', () => {
    expect(meanArea(found.get('WBC')!, 'PCA')).toBe(0.5);
    expect(meanOfSets(found, 'PCA')).toBe(0.625);
    expect(meanAreas(found).Wilt).toMatchObject({ PCA: 0.75, VAE: 0.5, 'best default': 0.5 });
  });

  it('are compared by their means, and equal ones are not ahead', () => {
    expect(setsAhead(found, 'VAE', 'PCA')).toBe(1);
    expect(setsAhead(found, 'PCA', 'VAE')).toBe(1);
    expect(setsAhead(found, 'PCA', 'best default')).toBe(1);
  });
});
