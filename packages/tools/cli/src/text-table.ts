import { DataError } from '@autoencoders/errors';

/** A table of text, such as a column of class names needs. */
export interface TextTable {
  readonly columns: readonly string[];
  /** Cells of each row, without space around them. */
  readonly rows: readonly (readonly string[])[];
}

/** What a cell holds where a number is missing: such cells do not make a line one of column names. */
const missing = /^(|nan|-?\+?inf(inity)?|n\/?a|null|none|\?)$/i;
const delimiters = [',', '\t', ';', '|'] as const;

/**
 * Reads CSV text as it stands. Lines that are blank are no rows, and a first line in which a cell is text names the
 * columns, as where the same file is read for its numbers; where all of it is text, that line too.
 *
 * @param name what messages call it
 * @throws {DataError} when it is empty, a quote is not closed, or a line has another number of cells than the first.
 */
export function parseTextTable(text: string, name: string): TextTable {
  const plain = text.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(plain);
  const cells = cellsOf(plain, delimiter, name).filter((row) => row.some((cell) => cell !== ''));
  const [first, ...others] = cells;
  if (!first) throw new DataError(`${name} is empty: expected rows`);
  const named = first.some((cell) => !missing.test(cell) && Number.isNaN(Number(cell)));
  const columns = first.map((cell, index) => (named && cell) || `column${index + 1}`);
  const rows = named ? others : cells;
  const broken = rows.findIndex((row) => row.length !== columns.length);
  if (broken >= 0) {
    throw new DataError(
      `${name}, row ${broken + 1} has ${rows[broken]!.length} cells, the first line has ${columns.length}`,
    );
  }
  return { columns, rows };
}

/** The delimiter that cuts the first line into most cells. */
function delimiterOf(text: string): string {
  const line = text.split(/\r\n|\n|\r/).find((each) => each.trim() !== '') ?? '';
  const counts = delimiters.map((delimiter) => unquoted(line).split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

function unquoted(line: string): string {
  return line.replace(/"[^"]*"/g, '');
}

/** Rows of cells after RFC 4180: a quoted cell may hold delimiters, line breaks, and quotes that are doubled. */
function cellsOf(text: string, delimiter: string, name: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '') [quoted, cell] = [true, ''];
    else if (sign === delimiter) endCell();
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
    } else cell += sign;
  }
  if (quoted) throw new DataError(`${name}, row ${rows.length + 1}: a quote is not closed`);
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
