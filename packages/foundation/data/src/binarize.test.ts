import { useBackend } from '@autoencoders/backend';
import { DataError, OptionError } from '@autoencoders/errors';
import { expectNoLeak } from '@autoencoders/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { arrayDataset, binarize, digits } from './index.js';

beforeAll(() => useBackend('wasm'));

const every = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

describe('static binarisation', () => {
  it('makes each value 1 as often as it says, once for a seed', async () => {
    const probabilities = [0, 0.2, 0.7, 1];
    const x = Float32Array.from({ length: 4 * 5000 }, (_, i) => probabilities[i % 4]!);
    const data = arrayDataset({ x, shape: [2, 2] });
    const values = (await binarize(data, { seed: 3 })).values(every(5000));
    const shares = probabilities.map(
      (_, at) => values.filter((value, i) => i % 4 === at && value === 1).length,
    );
    expect(new Set(values)).toEqual(new Set([0, 1]));
    expect([shares[0], shares[3]]).toEqual([0, 5000]);
    // Five standard deviations.
    expect(Math.abs(shares[1]! / 5000 - 0.2)).toBeLessThan(0.03);
    expect(Math.abs(shares[2]! / 5000 - 0.7)).toBeLessThan(0.035);
    expect((await binarize(data, { seed: 3 })).values(every(5000))).toEqual(values);
    expect((await binarize(data, { seed: 4 })).values(every(5000))).not.toEqual(values);
  });

  it('keeps shape and labels, and leaves no tensor', async () => {
    const data = digits();
    await expectNoLeak(async () => {
      const made = await binarize(data);
      expect(made.shape).toEqual(data.shape);
      expect(made.targets(every(20))).toEqual(data.targets(every(20)));
    });
    for await (const { x, y } of (await binarize(data)).batches({ batchSize: 2000 })) {
      expect(y!.dtype).toBe('int32');
      x.dispose();
      y!.dispose();
    }
  });

  it('names a value that is no probability, and a seed that is none', async () => {
    const data = arrayDataset({ x: Float32Array.of(0, 1, 16, 0), shape: [2] });
    await expect(binarize(data)).rejects.toThrow(DataError);
    await expect(binarize(data)).rejects.toThrow('row 1 has the value 16');
    await expect(binarize(digits(), { seed: 0.5 })).rejects.toThrow(OptionError);
  });
});
