/**
 * Ten colours that are told apart on white and on dark ground (Observable 10); a further series takes the
 * first again.
 */
const palette = [
  '#4269d0',
  '#efb118',
  '#ff725c',
  '#6cc5b0',
  '#3ca951',
  '#ff8ab7',
  '#a463f2',
  '#97bbf5',
  '#9c6b4e',
  '#9498a0',
] as const;

/** The colour of the series at this position. */
export function colour(index: number): string {
  return palette[index % palette.length]!;
}
