import { expect, it } from 'vitest';
import { smallRatings } from '../testing/small.js';
import { baselineOf, standardDamping } from './baseline.js';

it('solves the ridge regression that it stands for', () => {
  const { byUser, items } = smallRatings();
  const { mean, users, items: ofItems } = baselineOf(byUser, items.size, 200);
  expect(mean).toBeCloseTo(
    [...byUser.values].reduce((sum, value) => sum + value, 0) / byUser.values.length,
    6,
  );
  // The gradient of Σ (r - μ - b_u - b_i)² + λ_u Σ b_u² + λ_i Σ b_i² is 0.
  const ofUser = users.map((value) => -value * standardDamping.users);
  const ofItem = ofItems.map((value) => -value * standardDamping.items);
  for (let user = 0; user < users.length; user++) {
    for (let cell = byUser.offsets[user]!; cell < byUser.offsets[user + 1]!; cell++) {
      const item = byUser.columns[cell]!;
      const left = byUser.values[cell]! - mean - users[user]! - ofItems[item]!;
      ofUser[user]! += left;
      ofItem[item]! += left;
    }
  }
  for (const slope of [...ofUser, ...ofItem]) expect(Math.abs(slope)).toBeLessThan(1e-4);
});
