import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseParquet } from '@autoencoders/data';
import { areaUnderRoc } from '@autoencoders/metrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { type CommandFolder, lastJson } from '../testing/groups-folder.js';
import { machineFolder } from '../testing/machine-folder.js';

let at: CommandFolder;
beforeAll(async () => {
  at = await machineFolder();
});
afterAll(() => at?.remove());

const normal = ['detect', '--train', 'normal.csv'];
const quick = ['--steps', '120', '--learning-rate', '0.005', '--batch-size', '50'];
const labelled = ['--data', 'labelled.csv', '--label', 'state', '--anomaly', 'hot'];

interface Found {
  readonly rows: number;
  readonly anomalous: number;
  readonly threshold: number;
  readonly expectedFalseAlarmRate: number;
  readonly calibration: { readonly by: string; readonly rows: number; readonly source: string };
  readonly training: { readonly steps: number } | null;
  readonly figures: {
    readonly anomalies: number;
    readonly found: number;
    readonly falseAlarms: number;
    readonly unlabelled: number;
    readonly areaUnderRoc: number | null;
  } | null;
  readonly worst: {
    readonly row: number;
    readonly score: number;
    readonly cells: { readonly name: string; readonly value: number; readonly expected: number }[];
  }[];
}
const found = (stdout: string) => lastJson(stdout) as unknown as Found;

describe('detect', () => {
  it('learns from normal rows, finds what does not go together, explains, saves and reports', async () => {
    const made = ['--out', 's.csv', '--save', 'detector', '--report', 'd.html', '--json'];
    const { stdout } = await at.succeed(...normal, ...quick, ...labelled, ...made);
    const result = found(stdout);
    const { columns, rows } = at.text('s.csv');
    expect(columns).toEqual(['score', 'anomalous']);
    expect(rows).toHaveLength(120);

    // What is printed is what is written.
    const scores = rows.map(([score]) => Number(score));
    const alarms = rows.map(([, alarm]) => Number(alarm));
    expect(alarms).toEqual(scores.map((score) => Number(score > result.threshold)));
    expect(result.anomalous).toBe(alarms.reduce((sum, alarm) => sum + alarm, 0));
    const truth = at.text('labelled.csv').rows.map((row) => Number(row[4] === 'hot'));
    expect(result.figures!.areaUnderRoc).toBeCloseTo(areaUnderRoc(scores, truth), 6);
    expect(result.figures!.areaUnderRoc).toBeGreaterThan(0.9);
    expect(result.figures).toMatchObject({ anomalies: 20, unlabelled: 0 });
    expect(result.figures!.found).toBe(alarms.filter((alarm, row) => alarm && truth[row]).length);

    // A rate of 0.01 needs 99 rows, which are held out of 250.
    expect(result.calibration).toMatchObject({ by: 'quantile', rows: 99, source: 'normal.csv' });
    expect(result.expectedFalseAlarmRate).toBeCloseTo(0.01, 9);
    expect(result.training).toMatchObject({ steps: 120 });

    // The temperature is what was changed; the worst rows come first, numbered from 1.
    const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);
    expect(result.worst.map(({ row }) => row)).toEqual(order.slice(0, 5).map((row) => row + 1));
    const [first] = result.worst;
    const hot = result.worst.filter(({ cells }) => cells.some(({ name }) => name === 'temperature'));
    expect(hot.length).toBeGreaterThanOrEqual(4);
    const cell = first!.cells.find(({ name }) => name === 'temperature')!;
    expect(cell.value).toBeCloseTo(Number(at.text('labelled.csv').rows[first!.row - 1]![2]), 3);
    expect(Math.abs(cell.expected - cell.value)).toBeGreaterThan(3);

    const page = at.read('d.html');
    for (const text of ['Anomalies', 'threshold', 'AUROC', 'temperature', 'Training', 'Settings']) {
      expect(page).toContain(text);
    }
  });

  it('uses a saved detector: the same scores, without training, and labels that it remembers', async () => {
    const again = ['detect', 'detector', '--data', 'labelled.csv', '--out', 'again.csv'];
    const { stdout } = await at.succeed(...again);
    expect(at.read('again.csv')).toBe(at.read('s.csv'));
    expect(stdout).toMatch(
      /^threshold [-\d.]+, by quantile of 99 rows held out of normal.csv: of normal rows 1 % /,
    );
    expect(stdout).toMatch(/\n\d+ of 120 rows of labelled.csv are anomalous \([\d.]+ %\)\n/);
    expect(stdout).toMatch(
      /\nby 'state': \d+ of 20 anomalies found, \d+ of 100 normal rows called anomalous/,
    );
    expect(stdout).toMatch(/\nAUROC [\d.]+, average precision [\d.]+, precision at 20 [\d.]+\n/);
    expect(stdout).toMatch(
      /\nrow +score +alarm +label +values to blame \(expected\)\n\d+ +[\d.]+ +yes +hot +/,
    );
    expect(stdout).toMatch(/\n120 rows with score and alarm: again.csv\n$/);

    const bare = ['detect', 'detector', '--data', 'tested.csv', '--out', 'bare.parquet', '--explain', '0'];
    const { stdout: plain } = await at.succeed(...bare);
    expect(plain.split('\n')).toHaveLength(4);
    const table = await parseParquet(new Uint8Array(readFileSync(join(at.cwd, 'bare.parquet'))));
    expect(table).toMatchObject({ columns: ['score', 'anomalous'], rows: 120 });
    const { stdout: described } = await at.succeed('info', 'detector');
    expect(described).toMatch(/^anomaly, which stands on the autoencoder below\n/);
    expect(described).toMatch(/\n {2}train {2}normal.csv\n/);
  });

  it('finds another threshold for a saved detector, and keeps it', async () => {
    const other = ['--calibrate', 'others.csv', '--false-alarm-rate', '0.1', '--save', 'looser', '--json'];
    const argv = ['detect', 'detector', '--data', 'tested.csv', '--out', 'o.csv', ...other];
    const { threshold, calibration } = found((await at.succeed(...argv)).stdout);
    expect(calibration).toMatchObject({ by: 'quantile', rows: 150, source: 'others.csv' });
    const scored = ['detect', 'detector', '--data', 'others.csv', '--out', 'n.csv'];
    await at.succeed(...scored);
    const scores = at.text('n.csv').rows.map(([score]) => Number(score));
    // Of the 151 places of a further row the highest 15, a tenth, are above the 136th of 150 scores.
    expect(scores.filter((score) => score > threshold)).toHaveLength(14);
    const kept = ['detect', 'looser', '--data', 'tested.csv', '--out', 'k.csv', '--json'];
    expect(found((await at.succeed(...kept)).stdout)).toMatchObject({ threshold, calibration });
    expect(at.read('k.csv')).toBe(at.read('o.csv'));
  });

  it('is the same for the same seed, and another for another', async () => {
    const argv = [...normal, '--steps', '5', '--data', 'tested.csv'];
    await at.succeed(...argv, '--out', 'a.csv', '--seed', '3');
    await at.succeed(...argv, '--out', 'b.csv', '--seed', '3');
    await at.succeed(...argv, '--out', 'c.csv', '--seed', '4');
    expect(at.read('a.csv')).toBe(at.read('b.csv'));
    expect(at.read('a.csv')).not.toBe(at.read('c.csv'));
  });

  it('takes labels of 0 and 1 as they are, and leaves rows without one out', async () => {
    const argv = [...normal, ...quick, '--data', 'flagged.csv', '--label', 'fault', '--out', 'f.csv'];
    const { stdout } = await at.succeed(...argv, '--json');
    expect(found(stdout).figures).toMatchObject({ anomalies: 19, unlabelled: 1 });
  });

  it('learns from rows with some anomalies among them', async () => {
    const mixed = ['detect', '--train', 'mixed.csv', '--data', 'mixed.csv', '--label', 'state'];
    const argv = [...mixed, '--anomaly', 'hot', ...quick, '--contamination', '0.1', '--out', 'm.csv'];
    const { stdout, stderr } = await at.succeed(...argv, '--json', '--save', 'trimmed');
    expect(stderr).toMatch(/^20 of 220 rows of mixed.csv are labelled as anomalies/m);
    const { calibration, figures } = found(stdout);
    expect(calibration).toMatchObject({ by: 'contamination', rate: 0.1, rows: 100 });
    expect(figures!.areaUnderRoc).toBeGreaterThan(0.8);
    const { options } = lastJson((await at.succeed('info', 'trimmed', '--json')).stdout) as {
      options: { trim: number };
    };
    expect(options.trim).toBeCloseTo(0.15, 9);
  });

  it('asks no lower rate of few rows than they allow, and says so', async () => {
    const argv = ['detect', '--train', 'few.csv', ...quick, '--data', 'tested.csv', '--out', 'few-s.csv'];
    const { stdout, stderr } = await at.succeed(...argv, '--json');
    expect(stderr).toMatch(/false-alarm rate is 0.048 in place of 0.01: 20 rows of few.csv can be held out/);
    expect(found(stdout).expectedFalseAlarmRate).toBeCloseTo(1 / 21, 9);
  });

  it('finds low rates by extreme values', async () => {
    const argv = [...normal, ...quick, '--data', 'tested.csv', '--out', 'e.csv', '--calibrate', 'others.csv'];
    const rare = ['--by', 'extreme-value', '--false-alarm-rate', '0.001', '--json'];
    const { threshold, expectedFalseAlarmRate } = found((await at.succeed(...argv, ...rare)).stdout);
    expect(expectedFalseAlarmRate).toBe(0.001);
    expect(threshold).toBeGreaterThan(found((await at.succeed(...argv, '--json')).stdout).threshold);
  });

  it('puts the mean in place of missing cells where asked to', async () => {
    const argv = ['detect', '--train', 'gaps.csv', ...quick, '--missing', 'mean', '--out', 'g.csv'];
    const { stdout } = await at.succeed(...argv, '--data', 'gaps.csv', '--explain', '60', '--json');
    const row = found(stdout).worst.find((each) => each.row === 7)!;
    // JSON has no NaN.
    const cell = row.cells.find(({ name }) => name === 'temperature');
    if (cell) expect(cell.value).toBe(null);
    expect(at.text('g.csv').rows).toHaveLength(60);
  });

  it('names constant columns, and blames one that is another for once', async () => {
    const argv = ['detect', '--train', 'constant.csv', ...quick, '--out', 'c.csv', '--save', 'constant'];
    const { stderr } = await at.succeed(...argv, '--data', 'constant.csv', '--score', 'reconstruction');
    expect(stderr).toMatch(/^constant in constant.csv: 'version'; /m);
  });

  it('takes a saved autoencoder as it is, in its columns and on its scale', async () => {
    const train = 'train undercomplete --data normal.csv --out run --no-report --epochs 60 --latent-dim 2';
    await at.succeed(...train.split(' '), '--learning-rate', '0.01', '--hidden', '16');
    const before = readFileSync(join(at.cwd, 'run/model/autoencoder.json'), 'utf8');
    const argv = ['detect', 'run', '--train', 'others.csv', ...labelled, '--score', 'reconstruction'];
    const { stdout } = await at.succeed(...argv, '--out', 'r.csv', '--json', '--save', 'on-run');
    const { figures, training, worst } = found(stdout);
    expect(training).toBe(null);
    expect(figures!.areaUnderRoc).toBeGreaterThan(0.85);
    expect(readFileSync(join(at.cwd, 'run/model/autoencoder.json'), 'utf8')).toBe(before);

    // Scores are squared errors on the scale of the autoencoder; expected values are its reconstructions.
    await at.succeed('reconstruct', 'run', '--data', 'tested.csv', '--out', 'back.csv');
    const [raw, back] = [at.text('tested.csv').rows, at.text('back.csv').rows];
    const scale = (JSON.parse(before) as { scaling: { scale: number[] } }).scaling.scale;
    for (const { row, score, cells } of worst) {
      const errors = raw[row - 1]!.map((cell, k) => (Number(cell) - Number(back[row - 1]![k])) / scale[k]!);
      const expected = errors.reduce((sum, error) => sum + error * error, 0);
      expect(Math.abs(score / expected - 1)).toBeLessThan(1e-3);
      const [cell] = cells;
      const column = ['load', 'speed', 'temperature', 'pressure'].indexOf(cell!.name);
      expect(Math.abs(cell!.expected / Number(back[row - 1]![column]) - 1)).toBeLessThan(1e-3);
      expect(Math.abs(cell!.value / Number(raw[row - 1]![column]) - 1)).toBeLessThan(1e-5);
    }
    await at.succeed('detect', 'on-run', '--data', 'tested.csv', '--out', 'r2.csv');
    expect(at.read('r2.csv')).toBe(at.read('r.csv'));

    const same = ['detect', 'run', '--train', 'normal.csv', '--data', 'tested.csv', '--out', 'r3.csv'];
    expect((await at.succeed(...same)).stderr).toMatch(/^run was trained on normal.csv: give --calibrate/m);
  });

  it('leaves no half file when interrupted', () =>
    at.interrupt(
      ...normal,
      '--steps',
      '100000',
      '--data',
      'tested.csv',
      '--save',
      'stopped',
      '--report',
      'stopped.html',
    ));

  it('shows examples in its help', async () => {
    const { code, stdout } = await runCaptured(['detect', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}autoencoders detect /);
  });
});
