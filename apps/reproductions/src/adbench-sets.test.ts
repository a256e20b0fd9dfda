import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError } from '@autoencoders/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { adbenchSets } from './adbench-sets.js';
import { hasSharedData } from './shared-data.js';

const scratch = mkdtempSync(join(tmpdir(), 'adbench-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the tables of ADBench', () => {
  it.skipIf(!hasSharedData('adbench'))(
    'are 16, with anomalies in each (needs ../shared/data/adbench beside the repository)',
    async () => {
      const sets = await adbenchSets();
      expect(sets.map(({ name }) => name)).toEqual([
        ...['annthyroid', 'breastw', 'fault', 'landsat', 'letter', 'magic.gamma', 'mnist', 'musk'],
        ...['PageBlocks', 'Pima', 'satellite', 'SpamBase', 'Stamps', 'Waveform', 'WBC', 'Wilt'],
      ]);
      const stamps = await sets.find(({ name }) => name === 'Stamps')!.read();
      // numpy.load(...): X.shape, and y.sum()
      expect([stamps.size, stamps.shape]).toEqual([340, [9]]);
      const labels = stamps.targets(Uint32Array.from({ length: 340 }, (_, row) => row))!;
      expect(labels.reduce((sum, label) => sum + label, 0)).toBe(31);
    },
  );

  it('that are not there are named by their folder', async () => {
    await expect(adbenchSets(scratch)).rejects.toThrow(DataError);
    await expect(adbenchSets(scratch)).rejects.toThrow(`${scratch} holds no table`);
  });

  it('that are damaged are named', async () => {
    writeFileSync(join(scratch, '42_WBC.npz'), 'no archive');
    const [wbc] = await adbenchSets(scratch);
    await expect(wbc!.read()).rejects.toThrow(/42_WBC\.npz is not a numpy archive/);
  });
});
