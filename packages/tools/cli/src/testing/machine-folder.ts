import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomSource } from '@autoencoders/backend';
import { type CommandFolder, commandFolder } from './groups-folder.js';

/** Names of the columns of a machine's measurements. */
const columns = ['load', 'speed', 'temperature', 'pressure'];

/**
 * Measurements of a machine that follow its load, on the scales on which they are taken. Of the last `broken` rows the
 * temperature does not go with the others: each value is usual by itself.
 */
function machine(rows: number, broken: number, seed: number): string[][] {
  const random = randomSource(seed);
  const loads = random.uniform('load', [rows]);
  const noise = random.normal('noise', [rows, 3]);
  const [load, wobble] = [loads.dataSync(), noise.dataSync()];
  loads.dispose();
  noise.dispose();
  return Array.from({ length: rows }, (_, row) => {
    const [x, [a, b, c]] = [
      load[row]!,
      wobble.subarray(3 * row, 3 * row + 3) as unknown as [number, number, number],
    ];
    const heated = row >= rows - broken ? 1 - x : x;
    const values = [x, 1000 + 500 * x + 5 * a, 20 + 40 * heated ** 2 + 0.5 * b, 3 - x + 0.02 * c];
    return values.map((value) => value.toFixed(4));
  });
}

/** A folder with tables of normal rows and of others with faults among them. */
export async function machineFolder(): Promise<CommandFolder> {
  const folder = await commandFolder('cli-machine-');
  const csv = (rows: readonly (readonly string[])[], names = columns) =>
    `${[names, ...rows].map((row) => row.join(',')).join('\n')}\n`;
  const tested = machine(120, 20, 2);
  const state = (row: number) => (row < 100 ? 'fine' : 'hot');
  const spoiled = (at: number, column: number, cell: string) =>
    machine(60, 0, 4).map((row, i) => (i === at ? row.map((old, k) => (k === column ? cell : old)) : row));
  const files = {
    'normal.csv': csv(machine(250, 0, 1)),
    'others.csv': csv(machine(150, 0, 3)),
    'tested.csv': csv(tested),
    'labelled.csv': csv(
      tested.map((row, i) => [...row, state(i)]),
      [...columns, 'state'],
    ),
    'flagged.csv': csv(
      tested.map((row, i) => [i < 100 ? '0' : i < 119 ? '1' : '', ...row]),
      ['fault', ...columns],
    ),
    'mixed.csv': csv(
      machine(220, 20, 5).map((row, i) => [...row, i < 200 ? 'fine' : 'hot']),
      [...columns, 'state'],
    ),
    'few.csv': csv(machine(40, 0, 6)),
    'tiny.csv': csv(machine(5, 0, 6)),
    'gaps.csv': csv(spoiled(6, 2, '')),
    'odd.csv': csv(spoiled(6, 2, 'warm')),
    'huge.csv': csv(spoiled(6, 2, '1e99')),
    'hollow.csv': csv(
      spoiled(6, 2, '').map((row, i) => (i === 6 ? row.map((_, k) => (k === 0 ? 'NA' : '')) : row)),
    ),
    'worded.csv': csv(
      machine(60, 0, 7).map((row, i) => [...row, ['red', 'green'][i % 2]!]),
      [...columns, 'colour'],
    ),
    'constant.csv': csv(
      machine(250, 0, 1).map((row) => [...row, '7']),
      [...columns, 'version'],
    ),
    'renamed.csv': csv(tested, ['load', 'speed', 'heat', 'pressure']),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder.cwd, name), content);
  return folder;
}
