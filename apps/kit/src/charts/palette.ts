/** Colours of series and classes, told apart by most kinds of sight, on light and dark alike (Tableau 10). */
export const palette = [
  '#4e79a7',
  '#f28e2b',
  '#e15759',
  '#76b7b2',
  '#59a14f',
  '#edc948',
  '#b07aa1',
  '#ff9da7',
  '#9c755f',
  '#8f8a87',
] as const;

/** The colour of the series or class with this number. */
export function colourOf(index: number): string {
  return palette[index % palette.length]!;
}
