/** A film's title as it is spoken, and its year. */
export interface FilmTitle {
  readonly title: string;
  readonly year: number | undefined;
}

/** Articles that MovieLens puts last, after a comma. */
const articles = /^(.+), (The|A|An|Le|La|Les|L'|Il|Lo|Gli|I|El|Los|Las|Der|Die|Das|Den|Det|En|O|Os|Un|Une)$/;

/** Takes apart a title of MovieLens: `'Usual Suspects, The (1995)'` is The Usual Suspects of 1995. */
export function filmTitle(text: string): FilmTitle {
  const [, name = text, year] = /^(.*?)\s*\((\d{4})[^)]*\)\s*$/.exec(text) ?? [];
  const [main, ...others] = name.trim().split(/\s+(?=\()/);
  // A title in another language follows in brackets, with an article of its own.
  const title = [spoken(main ?? ''), ...others.map((other) => `(${spoken(other.slice(1, -1))})`)].join(' ');
  return { title: title.trim() || text, year: year === undefined ? undefined : Number(year) };
}

function spoken(name: string): string {
  const [, rest, article] = articles.exec(name) ?? [];
  if (rest === undefined) return name;
  return article!.endsWith("'") ? `${article}${rest}` : `${article} ${rest}`;
}
