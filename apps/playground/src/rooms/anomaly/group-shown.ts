import type { NormalIs, OddGroup, Scored } from './scored.js';

/** The odd ones that are compared with: at first the other classes; none where all classes are normal. */
export function groupShown(
  { odd }: Scored,
  normalIs: NormalIs,
  against: string | undefined,
): OddGroup | undefined {
  if (against === undefined) return normalIs === 'classes' ? odd[0] : undefined;
  return odd.find(({ name }) => name === against);
}
