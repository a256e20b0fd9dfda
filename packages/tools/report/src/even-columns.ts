/** Columns for this many pictures: at most `most`, in as few rows as that takes, and these as even as can be. */
export function evenColumns(count: number, most = 10): number {
  return Math.ceil(count / Math.ceil(count / most));
}
