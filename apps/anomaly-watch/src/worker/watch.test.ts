import { loadAnomalyDetector } from '@autoencoders/anomaly';
import { parseCsvText } from '@autoencoders/data';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { machineWeek } from '../../scripts/machine-week.js';
import { detectorFiles } from './detector-files.js';
import { exportScores } from './export-scores.js';
import { explainRow, worst } from './findings.js';
import { judge } from './judge.js';
import { factories } from './make-detector.js';
import { linesOf, openTable, takeAxis } from './open-table.js';
import { dropDetector, newSession, type Session } from './session.js';
import { firstSettings, type Settings } from './settings.js';
import { valuesOf } from './units.js';
import { thresholdFor, watch } from './watch.js';

// A worker in a browser is told how many cores there are, Node 20 is not.
beforeAll(() => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const normal = { by: 'range', from: 0, to: 4 * 288 } as const;
const short: Settings = { ...firstSettings, engine: 'wasm', steps: 80 };

function exampleSession(): { readonly session: Session; readonly columns: readonly string[] } {
  const session = newSession();
  const { suggestion } = openTable(session, machineWeek(), 'machine-week.csv');
  takeAxis(session, suggestion.time);
  return { session, columns: suggestion.columns };
}

test('single rows: the faults are found, explained, exported, and scored alike in Node', async () => {
  const { session, columns } = exampleSession();
  const steps: number[] = [];
  const outcome = await watch(session, { columns, normal, settings: short }, (event) => {
    if (event.type === 'progress') steps.push(event.step);
  });
  expect(steps.at(-1)).toBe(outcome.steps);
  expect(outcome.learnt + outcome.heldOut).toBe(normal.to);
  const { faults, normalAbove, alarms } = judge(session, outcome.threshold, 'fault');
  expect(normalAbove).toBeLessThanOrEqual(0.01 * (outcome.heldOut + 1));
  expect(faults!.found.map(({ delay }) => delay !== undefined)).toEqual([true, true, true, true, true]);
  expect(faults!.auroc).toBeGreaterThan(0.9);

  // The spike of pressure, in its second row.
  const spike = await explainRow(session, 4 * 288 + 41);
  expect(spike.blamed[0]).toMatchObject({ column: 'pressure_bar', row: 4 * 288 + 41 });
  expect(spike.blamed[0]!.got - spike.blamed[0]!.expected).toBeGreaterThan(0.4);
  expect(spike.blamed.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
  const findings = await worst(session, 'alarms', 5);
  expect(findings).toHaveLength(Math.min(5, alarms.length));
  expect(findings.map(({ score }) => score)).toEqual(
    findings.map(({ score }) => score).sort((a, b) => b - a),
  );

  const higher = judge(session, outcome.threshold + 1, null);
  expect(higher.rows).toBeLessThan(alarms.reduce((sum, { from, to }) => sum + to - from, 0));
  const exported = parseCsvText(exportScores(session));
  expect(exported.rows).toHaveLength(2016);
  const [scoreAt, alarmAt] = ['score', 'alarm'].map((name) => exported.columns.indexOf(name)) as [
    number,
    number,
  ];
  expect(exported.rows.map((row) => Math.fround(Number(row[scoreAt])))).toEqual([
    ...session.watched!.rowScores,
  ]);
  expect(exported.rows.filter((row) => row[alarmAt] === '1')).toHaveLength(higher.rows);

  const files = await detectorFiles(session);
  const loaded = await loadAnomalyDetector({ description: 'the files', read: async () => files }, factories);
  const { scores, anomalous } = await loaded.detect(valuesOf(session.sheet!, columns, 'hold'));
  expect(scores).toEqual(session.watched!.unitScores);
  expect(anomalous.reduce((sum, each) => sum + each, 0)).toBe(higher.rows);
  loaded.dispose();
  loaded.autoencoder.dispose();

  // What cannot be learnt from leaves the detector as it was.
  const few = { by: 'range', from: 0, to: 9 } as const;
  await expect(watch(session, { columns, normal: few, settings: short }, () => {})).rejects.toThrow(
    /9 normal rows/,
  );
  const strict = { ...short, missing: 'error' } as const;
  await expect(watch(session, { columns, normal, settings: strict }, () => {})).rejects.toThrow(
    /machine-week\.csv, line \d+, column '\w+' is missing/,
  );
  await expect(watch(session, { columns: ['shift'], normal, settings: short }, () => {})).rejects.toThrow(
    /column 'shift' cannot be used: text/,
  );
  expect((await explainRow(session, 4 * 288 + 41)).score).toBe(spike.score);
  expect((await thresholdFor(session, 0.2)).threshold).toBeLessThan(outcome.threshold);
  expect((await thresholdFor(session, 0.0001)).note).toMatch(/normal/);
  dropDetector(session);
});

test('windows: a row has the score of the window that ends with it', async () => {
  const { session, columns } = exampleSession();
  const before = tf.memory().numTensors;
  const settings = { ...short, unit: 'windows', length: 12, stride: 2 } as const;
  const outcome = await watch(session, { columns, normal, settings }, () => {});
  const { rowScores, unitScores, units } = session.watched!;
  expect(outcome).toMatchObject({ unit: 'windows', length: 12 });
  expect([...rowScores.subarray(0, 11)].every(Number.isNaN)).toBe(true);
  expect(rowScores[11]).toBe(unitScores[0]);
  expect(rowScores[12]).toBe(unitScores[0]);
  expect(rowScores[13]).toBe(unitScores[1]);
  expect(units.starts.length).toBe(unitScores.length);
  const { faults } = judge(session, outcome.threshold, 'fault');
  expect(faults!.found.filter(({ delay }) => delay !== undefined).length).toBeGreaterThanOrEqual(4);
  const [first] = await worst(session, 'rows', 1);
  expect(first!.to - first!.from).toBe(12);
  expect(first!.blamed[0]!.row).toBeGreaterThanOrEqual(first!.from);
  expect(first!.blamed[0]!.row).toBeLessThan(first!.to);
  const view = { from: session.axis!.x[0]!, to: session.axis!.x[2015]!, pixels: 300 };
  const { score } = linesOf(session, view, ['flow_m3_h']);
  expect(Math.max(...score!.high.filter(Number.isFinite))).toBe(outcome.highest);
  dropDetector(session);
  expect(tf.memory().numTensors).toBe(before);
});

test('normal rows by the values of a column, with a narrow and with a variational autoencoder', async () => {
  const { session, columns } = exampleSession();
  const sound = { by: 'value', column: 'fault', values: [''] } as const;
  for (const model of ['undercomplete', 'variational'] as const) {
    const score = model === 'variational' ? 'probability' : 'reconstruction';
    const settings: Settings = { ...short, model, score };
    const outcome = await watch(session, { columns, normal: sound, settings }, () => {});
    expect(outcome.learnt + outcome.heldOut).toBe(1779);
    expect(judge(session, outcome.threshold, 'fault').rows).toBeGreaterThan(0);
  }
  dropDetector(session);
});
