/** A score as it is read. */
export function told(score: number): string {
  return Number(score.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** A share in percent; a dash where there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(100 * share).toFixed(1)} %`;
}
