import { arrayDataset, minMaxScaling, parseCsvText } from '@autoencoders/data';
import { DataError } from '@autoencoders/errors';
import type { DataChoice } from '../configuration/configuration.js';
import type { LoadedData } from './loaded-data.js';
import { ownFiles } from './own-files.js';
import { partsOf } from './parts.js';

type TableChoice = Extract<DataChoice, { source: 'table' | 'images' }>;

/** Values that make more classes than a page can show are not classes. */
const mostClasses = 50;

/**
 * A table of the visitor's own: the columns of numbers as inputs, each brought to [0, 1], and the column chosen as
 * label, which may be text. Rows with a missing number are left out.
 *
 * @throws {DataError} when no column or no row is left, or the label has too many values.
 */
export async function loadOwnTable({ id, title, labelColumn }: TableChoice): Promise<LoadedData> {
  const [file] = await ownFiles(id, title);
  const { columns, rows } = parseCsvText(await file!.text(), title);
  const inputs = columns
    .map((name, place) => ({ name, place }))
    .filter(({ name }) => name !== labelColumn)
    .filter(
      ({ place }) =>
        rows.some((row) => isNumber(row[place]!)) && rows.every((row) => isNumberOrGap(row[place]!)),
    );
  if (inputs.length === 0)
    throw new DataError(`${title} has no column of numbers: there is nothing to learn from`);
  const whole = rows.filter((row) => inputs.every(({ place }) => isNumber(row[place]!)));
  if (whole.length < 10) {
    throw new DataError(`${title} has ${whole.length} rows without gaps: at least 10 are needed`);
  }
  const raw = Float32Array.from(whole.flatMap((row) => inputs.map(({ place }) => Number(row[place]))));
  const shape = [inputs.length];
  const scaling = await minMaxScaling(arrayDataset({ x: raw, shape }));
  const x = raw.map((value, at) => {
    const column = at % inputs.length;
    return (value - scaling.shift[column]!) / scaling.scale[column]!;
  });
  const labelPlace = labelColumn === undefined ? -1 : columns.indexOf(labelColumn);
  const labels = labelPlace < 0 ? undefined : whole.map((row) => row[labelPlace]!);
  const classes = [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (classes.length > mostClasses) {
    throw new DataError(
      `${labelColumn} has ${classes.length} values: take a column of at most ${mostClasses}`,
    );
  }
  const y = labels && Int32Array.from(labels, (label) => classes.indexOf(label));
  const { train, test } = partsOf(arrayDataset({ x, shape, ...(y ? { y } : {}) }));
  const names = inputs.map(({ name }) => name);
  const summary = { title, shape, train: train.size, test: test.size, classes, columns: names };
  return { summary, train, test, scaling };
}

/** Names of the columns of a CSV file. @throws {DataError} when it cannot be read. */
export async function columnsOf(file: File): Promise<readonly string[]> {
  return parseCsvText(await file.text(), file.name).columns;
}

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell));
}

function isNumberOrGap(cell: string): boolean {
  return isNumber(cell) || /^(|na|n\/a|nan|null|\?)$/i.test(cell);
}
