import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DataError, OptionError } from '@autoencoders/errors';
import Papa from 'papaparse';
import { columnsOf, delimiterOf, linesOf } from '../formats/csv-lines.js';
import { parquetText } from '../formats/parquet.js';
import { openParquet } from '../formats/parquet-file.js';
import { placesOf } from '../formats/table.js';
import { readBytes } from './read-file.js';
import { readError } from './storage-error.js';

/** What becomes of the rows of a table. */
export interface TableScan {
  /** Columns to read, in this order. */
  readonly columns: readonly string[];
  /**
   * Takes the cells of a row as text, without space around them; the empty text where one is missing.
   *
   * @param place the line that it begins on, or its number in Parquet, from 1
   */
  row(cells: readonly string[], place: number): void;
}

/** What is known of a table before its rows. */
export interface TableHead {
  readonly columns: readonly string[];
  /** Whether the table names them; they are `column1`, `column2`, … where it does not. */
  readonly named: boolean;
  /** What a row's place is a number of. */
  readonly unit: 'line' | 'row';
}

type Begin = (head: TableHead) => TableScan;

/**
 * Goes through the rows of a CSV or Parquet file, gzipped or not, one by one. Text is read piece by piece and never held
 * as a whole: a file of gigabytes takes no more than its caller keeps. Lines and column names are found as by `parseCsv`.
 *
 * @param begin is told the columns, says which to read and what to do with each row; what it throws ends the scan
 * @param name what messages call the table; the path where it cannot be read
 * @throws {DataError} when it cannot be read, has no rows, or a line has another number of cells than the first.
 * @throws {OptionError} when it is neither, or a column is not there.
 */
export async function scanTable(path: string, begin: Begin, name: string = path): Promise<void> {
  const format = /\.(csv|tsv|parquet)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  if (format === undefined) {
    throw new OptionError(`${name} is no table: its name must end in .csv, .tsv or .parquet`);
  }
  if (format === 'parquet') return scanParquet(path, begin, name);
  await scanText(path, begin, name);
}

async function scanParquet(path: string, begin: Begin, name: string): Promise<void> {
  const file = openParquet(await readBytes(path), name);
  const { columns, row } = begin({ columns: file.columns, named: true, unit: 'row' });
  const { rows } = await parquetText(file, name, columns);
  rows.forEach((cells, index) => {
    row(cells, index + 1);
  });
}

async function scanText(path: string, begin: Begin, name: string): Promise<void> {
  const pieces = textPieces(path);
  const first = await pieces.next();
  if (first.done) throw new DataError(`${name} is empty`);
  const source = Readable.from(
    (async function* () {
      yield first.value;
      yield* pieces;
    })(),
  );
  const visit = visitor(name, begin);
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(source, {
        delimiter: delimiterOf(first.value),
        chunk: ({ data, errors }, parser) => {
          try {
            const broken = errors.find(({ type }) => type === 'Quotes');
            data.forEach((cells, index) => {
              if (index === broken?.row) throw new DataError(`${visit.place()}: ${broken.message}`);
              visit.line(cells);
            });
          } catch (error) {
            reject(error);
            parser.abort();
          }
        },
        error: reject,
        complete: () => resolve(),
      });
    });
  } finally {
    source.destroy();
  }
  visit.end();
}

/** Tells lines of cells from blank ones and from that of names, and counts them. */
function visitor(name: string, begin: Begin) {
  let next = 1;
  let firstLine = 0;
  let width = 0;
  let rows = 0;
  let scan: TableScan | undefined;
  let places: readonly number[] = [];
  return {
    /** Where the next line is. */
    place: () => `${name}, line ${next}`,
    line(cells: readonly string[]): void {
      const own = next;
      next += linesOf(cells);
      if (cells.every((cell) => cell.trim() === '')) return;
      if (!scan) {
        const { columns, named } = columnsOf(cells);
        [firstLine, width] = [own, cells.length];
        scan = begin({ columns, named, unit: 'line' });
        places = placesOf(columns, scan.columns);
        if (named) return;
      }
      if (cells.length !== width) {
        throw new DataError(`${name}, line ${own} has ${cells.length} cells, line ${firstLine} has ${width}`);
      }
      rows += 1;
      scan.row(
        places.map((place) => cells[place]!.trim()),
        own,
      );
    },
    end(): void {
      if (!scan) throw new DataError(`${name} is empty: expected rows`);
      if (rows === 0) throw new DataError(`${name} has a line of column names and no rows`);
    },
  };
}

/** The text of a file in pieces that are not empty, unpacked where it is gzipped, whatever the name says. */
async function* textPieces(path: string): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  try {
    for await (const bytes of await bytePieces(path)) {
      const text = decoder.decode(bytes as Uint8Array, { stream: true });
      if (text !== '') yield text;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code?.startsWith('Z_')) throw readError(path, error);
    throw new DataError(`${path} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
  return undefined;
}

async function bytePieces(path: string): Promise<Readable> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(2), position: 0 });
  const bytes = file.createReadStream({ start: 0, highWaterMark: 2 ** 20 });
  const zipped = bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  if (!zipped && !/\.gz$/i.test(path)) return bytes;
  const unpacked = createGunzip();
  bytes.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => bytes.destroy());
  return bytes.pipe(unpacked);
}
