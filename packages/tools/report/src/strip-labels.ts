/** Names of rows as they stand left of pictures. */
export interface StripLabels {
  /** Lines of each label. */
  readonly lines: readonly (readonly string[])[];
  /** CSS pixels that they take with the space to the pictures; 0 where no row has a name. */
  readonly width: number;
  /** Font size in CSS pixels. */
  readonly size: number;
}

const size = 14;
/** Letters of a line; a longer word stands alone. */
const longest = 14;

/** Breaks names into lines and estimates their width, since there is no page to measure them on. */
export function labelsOf(names: readonly string[]): StripLabels {
  const lines = names.map(linesOf);
  const letters = Math.max(0, ...lines.flat().map((line) => line.length));
  return { lines, size, width: letters === 0 ? 0 : Math.ceil(letters * size * 0.56) + 14 };
}

function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < longest)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
