import { afterAll, beforeAll, describe, it } from 'vitest';
import type { CommandFolder } from '../testing/groups-folder.js';
import { machineFolder } from '../testing/machine-folder.js';

let at: CommandFolder;
beforeAll(async () => {
  at = await machineFolder();
});
afterAll(() => at?.remove());

const normal = ['detect', '--train', 'normal.csv'];

describe('bad input of detect', () => {
  const tested = ['--data', 'tested.csv', '--out', 'x.csv'];
  beforeAll(async () => {
    // Each has what follows.
    await at.succeed(...normal, '--steps', '2', '--data', 'tested.csv', '--out', 'y.csv', '--save', 'there');
    const train = 'train undercomplete --data normal.csv --out plain --no-report --epochs 1 --latent-dim 2';
    await at.succeed(...train.split(' '));
  });

  it.each([
    [['detect', ...tested], 'OptionError', /give --train/],
    [['detect', 'plain', ...tested], 'OptionError', /plain is an autoencoder: give --train/],
    [
      ['detect', 'plain', ...tested, '--train', 'normal.csv', '--steps', '3'],
      'OptionError',
      /leave out --steps/,
    ],
    [['detect', 'there', ...tested, '--train', 'normal.csv'], 'OptionError', /leave out --train/],
    [
      ['detect', 'there', ...tested, '--contamination', '0.1'],
      'OptionError',
      /--calibrate.*leave out --cont/,
    ],
    [['detect', 'there', ...tested, '--save', 'twin'], 'OptionError', /leave out --save/],
    [['detect', 'nothing', ...tested], 'ModelFormatError', /no model in nothing/],
    [[...normal, '--data', 'tested.csv', '--out', 'x.json'], 'OptionError', /\.csv or \.parquet/],
    [[...normal, ...tested, '--report', 'x.pdf'], 'OptionError', /\.html/],
    [[...normal, ...tested, '--save', 'plain'], 'OptionError', /--save is 'plain'/],
    [[...normal, ...tested, '--steps', '5', '--epochs', '5'], 'OptionError', /give one of them/],
    [[...normal, ...tested, '--steps', '0'], 'OptionError', /--steps/],
    [[...normal, ...tested, '--false-alarm-rate', '2'], 'OptionError', /--false-alarm-rate is '2'/],
    [[...normal, ...tested, '--contamination', '0.6'], 'OptionError', /below 0.5/],
    [[...normal, ...tested, '--contamination', '0.1', '--by', 'quantile'], 'OptionError', /leave out --by/],
    [[...normal, ...tested, '--contamination', '0.001'], 'DataError', /0.001 is no whole row/],
    [[...normal, ...tested, '--by', 'luck'], 'OptionError', /quantile, extreme-value/],
    [
      [...normal, ...tested, '--by', 'extreme-value', '--false-alarm-rate', '0.2'],
      'OptionError',
      /below 0.1/,
    ],
    [
      [...normal, ...tested, '--false-alarm-rate', '0.001'],
      'DataError',
      /needs 999 normal rows.* 125 rows of normal.csv can be held out.*--by extreme-value/,
    ],
    [
      ['detect', '--train', 'few.csv', ...tested, '--by', 'extreme-value'],
      'DataError',
      /needs 100 normal rows/,
    ],
    [['detect', '--train', 'tiny.csv', ...tested], 'DataError', /tiny.csv has 5 rows/],
    [[...normal, ...tested, '--score', 'luck'], 'OptionError', /score is 'luck'.*reconstruction/],
    [[...normal, ...tested, '--explain', 'some'], 'OptionError', /--explain is 'some'/],
    [[...normal, '--data', 'renamed.csv', '--out', 'x.csv'], 'OptionError', /no column 'temperature'/],
    [
      [...normal, '--data', 'labelled.csv', '--out', 'x.csv', '--label', 'state'],
      'OptionError',
      /--anomaly fine/,
    ],
    [[...normal, ...tested, '--label', 'load', '--columns', 'load,speed'], 'OptionError', /among --columns/],
    [[...normal, ...tested, '--label', 'state'], 'OptionError', /no column 'state'/],
    [['detect', '--train', 'digits', ...tested], 'ShapeError', /rows of 4 values.*64/],
    [
      [...normal, '--data', 'digits', '--out', 'x.csv', '--label', 'state'],
      'OptionError',
      /--label is for tables/,
    ],
    [
      ['detect', '--train', 'gaps.csv', ...tested],
      'DataError',
      /gaps.csv, row 7, column 'temperature' is missing.*--missing mean/,
    ],
    [[...normal, '--data', 'gaps.csv', '--out', 'x.csv'], 'DataError', /row 7.*'temperature' is missing/],
    [
      ['detect', '--train', 'odd.csv', ...tested],
      'DataError',
      /odd.csv, row 7, column 'temperature' is 'warm'/,
    ],
    [['detect', '--train', 'huge.csv', ...tested], 'DataError', /is '1e99', expected a finite number/],
    [['detect', '--train', 'hollow.csv', ...tested, '--missing', 'mean'], 'DataError', /row 7 has no cell/],
    [
      ['detect', '--train', 'worded.csv', ...tested],
      'DataError',
      /text in column 'colour' \(red, green, …\).*--columns load,speed,temperature,pressure/,
    ],
    [['detect', '--train', 'absent.csv', ...tested], 'DataError', /absent.csv/],
  ])('%j', (argv, type, message) => at.fail(argv, type, message));
});
