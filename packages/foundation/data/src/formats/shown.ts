const limit = 40;

/** Text of a file as a message shows it: in quotes, on one line, cut where it is long. */
export function shown(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a message must not carry control characters.
  const line = text.slice(0, limit).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return text.length > limit ? `'${line}…'` : `'${line}'`;
}
