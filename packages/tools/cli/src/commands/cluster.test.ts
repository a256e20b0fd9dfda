import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../testing/captured-terminal.js';
import { type GroupsFolder, groupsFolder, lastJson } from '../testing/groups-folder.js';

let at: GroupsFolder;
beforeAll(async () => {
  at = await groupsFolder();
});
afterAll(() => at?.remove());

const cluster = ['cluster', 'run', '--data', 'train.csv', '--label', 'species'];

describe('cluster', () => {
  it('chooses the number of clusters, judges them, saves and continues them', async () => {
    const argv = [...cluster, '--out', 'k.csv', '--json', '--clusters', '2..5'];
    const { stdout } = await at.succeed(...argv, '--save', 'groups', '--report', 'k.html');
    expect(lastJson(stdout)).toMatchObject({
      clusters: 3,
      sizes: [20, 20, 20],
      figures: { accuracy: 1, normalizedMutualInformation: 1, adjustedRandIndex: 1 },
    });
    expect((lastJson(stdout).candidates as unknown[]).length).toBe(4);
    expect(at.read('k.html')).toContain('Number of clusters');
    expect(at.numbers('k.csv')).toMatchObject({ columns: ['cluster'], rows: 60 });

    const again = await at.succeed('cluster', 'groups', '--data', 'train.csv', '--out', 'k2.csv');
    expect(at.read('k2.csv')).toBe(at.read('k.csv'));
    expect(again.stdout).toMatch(/^3 clusters of 20, 20, 20 examples\n60 rows are in k2.csv\n$/);
  });

  it('chooses the number of components by BIC', async () => {
    const argv = [...cluster, '--method', 'gaussian-mixture', '--clusters', '1..5', '--by', 'bic'];
    const { stdout } = await at.succeed(...argv, '--out', 'b.csv', '--json');
    const { clusters, candidates, figures } = lastJson(stdout) as {
      clusters: number;
      candidates: { clusters: number; score: number }[];
      figures: { accuracy: number };
    };
    expect(candidates.map((each) => each.clusters)).toEqual([1, 2, 3, 4, 5]);
    const best = candidates.reduce((least, each) => (each.score < least.score ? each : least));
    expect([clusters, best.clusters, figures.accuracy]).toEqual([3, 3, 1]);
  });

  it("finds clusters in UMAP's embedding of the codes, and continues them", async () => {
    const argv = [...cluster, '--umap', '--clusters', '3', '--save', 'embedded', '--report', 'u.html'];
    const { stdout } = await at.succeed(...argv, '--out', 'u.csv');
    expect(stdout).toMatch(/agreement of stored codes with their neighbours: (1|0\.9\d*)\n/);
    expect(stdout).toMatch(/ACC 1, NMI 1, ARI 1\n/);
    expect(at.read('u.html')).toContain('embedding of the code');
    await at.succeed('cluster', 'embedded', '--data', 'train.csv', '--out', 'u2.csv');
    expect(at.numbers('u2.csv').rows).toBe(60);
  });

  it.each(['dec', 'idec', 'dcn'])('trains towards clusters by %s, and continues them', async (method) => {
    const argv = [...cluster, '--clusters', '3', '--method', method, '--epochs', '2', '--batch-size', '20'];
    const made = ['--out', 'd.csv', '--save', `saved-${method}`, '--report', 'd.html'];
    const { stdout } = await at.succeed(...argv, ...made);
    expect(stdout).toMatch(/ACC 1, NMI 1, ARI 1\n/);
    const again = ['cluster', `saved-${method}`, '--data', 'train.csv', '--out', 'd2.csv'];
    await at.succeed(...again, '--report', 'd2.html');
    expect(at.read('d2.csv')).toBe(at.read('d.csv'));
    expect((await at.succeed('info', `saved-${method}`)).stdout).toMatch(/\n {2}clusters {2}3\n/);
  });

  it('leaves no half file when interrupted', () =>
    at.interrupt('cluster', 'run', '--data', 'train.csv', '--clusters', '2..40', '--save', 'stopped'));

  it('shows examples in its help', async () => {
    const { code, stdout } = await runCaptured(['cluster', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples:\n {2}autoencoders cluster /);
  });
});

describe('bad input', () => {
  const newData = ['--data', 'new.csv', '--out', 'x.csv'];
  beforeAll(() => {
    const classify = 'classify run --train train.csv --label species --data new.csv --out p.csv --epochs 1';
    return at.succeed(...classify.split(' '), '--save', 'classifier');
  });

  it.each([
    [['cluster', 'classifier', ...newData], 'ModelFormatError', /holds a 'classifier'/],
    [['cluster', 'run', ...newData, '--clusters', '500'], 'DataError', /500/],
    [['cluster', 'run', ...newData, '--clusters', 'some'], 'OptionError', /--clusters is 'some'/],
    [['cluster', 'run', ...newData, '--clusters', '5..2'], 'OptionError', /ends at/],
    [['cluster', 'run', ...newData, '--by', 'bic'], 'OptionError', /range/],
    [['cluster', 'run', ...newData, '--clusters', '2..5', '--by', 'bic'], 'OptionError', /gaussian-mixture/],
    [['cluster', 'run', ...newData, '--method', 'dec', '--umap'], 'OptionError', /leave out --umap/],
    [['cluster', 'run', ...newData, '--method', 'dec', '--clusters', '2..5'], 'OptionError', /one number/],
    [['cluster', 'groups', ...newData, '--clusters', '3'], 'OptionError', /leave out --clusters/],
  ])('%j', (argv, type, message) => at.fail(argv, type, message));
});
